import { getPath } from './path.js';
import { capText, scalarText } from './text.js';

/** One step of a stack trace, as far as the line said. */
export interface StackFrame {
  file?: string;
  line?: number;
  column?: number;
  /** Function, or class and method. */
  name?: string;
  /** The line of source, where the trace has it. */
  code?: string;
}

/** One exception, with the way to it: the innermost call first, in every language. */
export interface StackTrace {
  type?: string;
  message?: string;
  frames: StackFrame[];
  /** How it belongs to the one before it in the list: `cause`, or `context` (raised while that was being handled). */
  relation?: 'cause' | 'context';
}

/** Texts longer than this are read as far as this, UTF-16 units. */
const TEXT_MAX = 200_000;
const FRAMES_MAX = 1_000;
const EXCEPTIONS_MAX = 50;
const MESSAGE_MAX = 10_000;

/**
 * The exceptions in the text of a stack trace of Python, JavaScript (V8, Firefox, Safari) or Java, the one that was reported
 * first; empty when the text is none. Never throws.
 */
export function parseStackTrace(text: unknown): StackTrace[] {
  if (typeof text !== 'string') return [];
  const lines = text.slice(0, TEXT_MAX).split(/\r?\n/, 20_000);
  const traces = PYTHON_HEAD.test(text.slice(0, TEXT_MAX)) ? python(lines) : others(lines);
  return traces.some(trace => trace.frames.length > 0) ? traces.slice(0, EXCEPTIONS_MAX) : [];
}

/**
 * The same from a list of exceptions in the form of authentik's: `{type, value, frames: [{filename, lineno, name?, line?}]}`,
 * outermost call first. A single object counts as a list of one.
 */
export function readStackTrace(value: unknown): StackTrace[] {
  const items = Array.isArray(value) ? (value as unknown[]).slice(0, EXCEPTIONS_MAX) : [value];
  return items.flatMap((item, index): StackTrace[] => {
    const type = textAt(item, 'type') ?? textAt(item, 'exc_type');
    const message = textAt(item, 'value') ?? textAt(item, 'exc_value') ?? textAt(item, 'message');
    const frames = getPath(item, 'frames');
    if (type === undefined && !Array.isArray(frames)) return [];
    const list = Array.isArray(frames) ? (frames as unknown[]).slice(-FRAMES_MAX) : [];
    return [
      {
        ...defined({ type, message }),
        frames: list.map(readFrame).reverse(),
        ...(index > 0 && { relation: getPath(item, 'is_cause') === true ? ('cause' as const) : ('context' as const) }),
      },
    ];
  });
}

function readFrame(frame: unknown): StackFrame {
  const line = getPath(frame, 'lineno');
  return defined({
    file: textAt(frame, 'filename'),
    line: typeof line === 'number' && Number.isSafeInteger(line) ? line : undefined,
    name: textAt(frame, 'name'),
    code: textAt(frame, 'line')?.trim(),
  });
}

function textAt(value: unknown, path: string): string | undefined {
  return scalarText(getPath(value, path))?.slice(0, MESSAGE_MAX);
}

const PYTHON_HEAD = /^\s*(?:\+ )?(?:Exception Group )?Traceback \(most recent call last\):/m;
const PYTHON_FRAME = /^\s*(?:\| *)?File "([^"]{0,4096})", line (\d{1,9})(?:, in (.{0,500}))?$/;
/** Last line of a trace: `package.Error: what went wrong`. */
const EXCEPTION = /^([A-Za-z_$][\w$.]{0,300})(?:: ?(.*))?$/;
const PYTHON_CAUSE = 'The above exception was the direct cause';
const PYTHON_CONTEXT = 'During handling of the above exception';

/** Innermost last, and the exception after its frames; one that caused another stands before it. */
function python(lines: readonly string[]): StackTrace[] {
  const traces: StackTrace[] = [];
  let current: StackTrace | null = null;
  let relation: StackTrace['relation'];
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at]!;
    const frame = PYTHON_FRAME.exec(line);
    if (frame && current && current.type === undefined) {
      const next = lines[at + 1] ?? '';
      const hasCode = /^ {4,}\S/.test(next) && !PYTHON_FRAME.test(next);
      if (current.frames.length < FRAMES_MAX) {
        current.frames.push(
          defined({ file: frame[1], line: Number(frame[2]), name: frame[3], code: hasCode ? next.trim() : undefined }),
        );
      }
      if (hasCode) at += 1;
    } else if (PYTHON_HEAD.test(line)) {
      current = { frames: [], ...(relation && { relation }) };
      relation = undefined;
      traces.push(current);
    } else if (line.startsWith(PYTHON_CAUSE) || line.startsWith(PYTHON_CONTEXT)) {
      // The one that comes next is what the reader was told; this one is behind it.
      if (current) current.relation = line.startsWith(PYTHON_CAUSE) ? 'cause' : 'context';
      current = null;
    } else if (current && current.type === undefined && /^\S/.test(line)) {
      const found = EXCEPTION.exec(line);
      if (found) Object.assign(current, defined({ type: found[1], message: found[2] || undefined }));
    } else if (current?.type !== undefined && line.trim() !== '' && current.message !== undefined) {
      current.message = `${current.message}\n${line}`.slice(0, MESSAGE_MAX); // a message of several lines
    }
  }
  for (const trace of traces) trace.frames.reverse();
  return traces.reverse();
}

const V8_FRAME =
  /^\s*at (?:async )?(?:(.{1,500}?) \()?((?:[a-z-]+:\/\/|\/|[A-Za-z]:\\|node:|<anonymous>|[\w@./-])[^()]{0,4096}?):(\d{1,9}):(\d{1,9})\)?$/;
const FIREFOX_FRAME = /^\s*([^@\s]{0,500})@(.{1,4096}?):(\d{1,9})(?::(\d{1,9}))?$/;
const JAVA_FRAME = /^\s*at ([\w$.<>/@-]{1,500})\(([^():]{0,500})(?::(\d{1,9}))?\)(?: ~?\[.*)?$/;
const JAVA_CAUSE = /^\s*(?:Caused by|Suppressed): (.*)$/;
const JAVA_HEAD = /^(?:Exception in thread "[^"]{0,200}" )?(.*)$/;

/** Innermost first, after the exception; causes follow. */
function others(lines: readonly string[]): StackTrace[] {
  const traces: StackTrace[] = [];
  const begin = (head: string, relation?: StackTrace['relation']): StackTrace => {
    const found = EXCEPTION.exec(head.trim());
    const said = found ? found[2] || undefined : capText(head) || undefined;
    const trace = { ...defined({ type: found?.[1], message: said, relation }), frames: [] };
    traces.push(trace);
    return trace;
  };
  for (const line of lines) {
    const current = traces.at(-1);
    const frame = frameOf(line);
    const cause = JAVA_CAUSE.exec(line);
    if (frame) {
      const { frames } = current ?? begin('');
      if (frames.length < FRAMES_MAX) frames.push(frame);
    } else if (cause) begin(cause[1]!, 'cause');
    else if (line.trim() === '' || /^\s*\.\.\. \d+ (?:more|common frames)/.test(line)) continue;
    else if (!current) begin(JAVA_HEAD.exec(line)?.[1] ?? line);
    else if (current.frames.length === 0) {
      current.message = `${current.message ?? ''}\n${line}`.slice(0, MESSAGE_MAX);
    }
  }
  return traces;
}

function frameOf(line: string): StackFrame | null {
  if (line.length > 6_000) return null;
  const java = JAVA_FRAME.exec(line);
  if (java) return defined({ name: java[1], file: java[2], line: java[3] === undefined ? undefined : Number(java[3]) });
  const v8 = V8_FRAME.exec(line);
  if (v8) return defined({ name: v8[1], file: v8[2], line: Number(v8[3]), column: Number(v8[4]) });
  const firefox = FIREFOX_FRAME.exec(line);
  if (!firefox) return null;
  const [, name, file, row, column] = firefox;
  return defined({ name: name || undefined, file, line: Number(row), column: column ? Number(column) : undefined });
}

/** Leaves out what is undefined. */
function defined<T extends object>(object: T): T {
  for (const key of Object.keys(object) as (keyof T)[]) if (object[key] === undefined) delete object[key];
  return object;
}
