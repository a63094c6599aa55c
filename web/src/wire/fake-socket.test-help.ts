/** Stands for the browser's WebSocket; a test opens, feeds and closes it by hand. */

export class FakeWebSocket {
  static readonly OPEN = 1
  static made: FakeWebSocket[] = []
  readyState = 0
  binaryType = ''
  sent: string[] = []
  onopen: (() => void) | null = null
  onmessage: ((event: { data: unknown }) => void) | null = null
  onclose: ((event: { reason: string }) => void) | null = null

  constructor(readonly url: string) {
    FakeWebSocket.made.push(this)
  }
  send(text: string): void {
    this.sent.push(text)
  }
  open(): void {
    this.readyState = 1
    this.onopen?.()
  }
  close(reason = ''): void {
    this.readyState = 3
    this.onclose?.({ reason })
  }
}
