/** Whether a page's host means the very computer that the browser runs on: its links lead nowhere from another. */
export function isLoopback(hostname: string): boolean {
  return /^(localhost|.+\.localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/i.test(hostname)
}
