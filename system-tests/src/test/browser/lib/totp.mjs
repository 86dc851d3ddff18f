import { createHmac } from 'node:crypto';

/** The six digits of RFC 6238 with Keycloak's defaults: HMAC-SHA1 over steps of 30 seconds. */
export function totp(secret, time = Date.now()) {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(time / 30_000)));
  const hash = createHmac('sha1', secret).update(counter).digest();
  const offset = hash[19] & 0xf;
  return `${(hash.readUInt32BE(offset) & 0x7fffffff) % 1_000_000}`.padStart(6, '0');
}
