export function makeEvents(): Record<string, unknown>[];
export function toJson(value: unknown): string;
