"""Everything that crosses a border, typed once; `web/src/wire/protocol.ts` is generated from it.

Small and rare things are JSON text: `commands` (browser → server), `messages` (server → browser) and `answers` (REST).
Pictures are binary frames in the safetensors format with a typed header: `frames`.
"""
