import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Whether a value is a UUID with dashes, of any version and case. */
export function isUuid(value: unknown): boolean {
  return typeof value === 'string' && UUID.test(value);
}

const BARE = /^[0-9a-f]{32}$/i;

/** A UUID in lower case with dashes, from text with dashes or, as authentik writes it inside JSON, without; else `null`. */
export function normalUuid(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  if (UUID.test(value)) return value.toLowerCase();
  return BARE.test(value) ? dashed(value.toLowerCase()) : null;
}

function dashed(hex: string): string {
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/**
 * A UUID that depends on a text only: the first 128 bits of its SHA-256 hash (as UTF-8), marked as version 8 of RFC 9562,
 * which is the version for ids made in a way of one's own. The same text gives the same id everywhere.
 */
export function uuidOf(text: string): string {
  const hash = sha256(utf8ToBytes(text)).subarray(0, 16);
  hash[6] = (hash[6]! & 0x0f) | 0x80;
  hash[8] = (hash[8]! & 0x3f) | 0x80;
  return dashed(bytesToHex(hash));
}
