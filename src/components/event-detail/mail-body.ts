import { markTitle, textParts } from '../../internal/text.js';
import { webLink } from '../../model/web-link.js';

/*
 * A mail body made harmless: of the HTML that came, the text and the shape of it. What is here is a list of what may be, and
 * nothing else is: no attribute of the mail's own, no style, no address that anything could be loaded from.
 */

/** What may be in a mail that is shown, by tag. */
const KEPT = new Set(
  'a abbr address article b big blockquote br caption center cite code dd del details div dl dt em figcaption figure footer h1 h2 h3 h4 h5 h6 header hr i ins kbd li main mark ol p pre q s samp section small span strike strong sub summary sup table tbody td tfoot th thead time tr tt u ul var'.split(
    ' ',
  ),
);
/** What is in these is no text to read. */
const SKIPPED = new Set(
  'script style title template noscript iframe object embed svg math select textarea canvas audio video map'.split(' '),
);

/** UTF-16 units of a body that are read, and elements that are made of it: drawing more takes longer than a frame. */
const BODY_MAX = 200_000;
const NODES_MAX = 3_000;
const DEPTH_MAX = 60;
const LINKS_MAX = 50;

/** One link of a mail: what it says and where it leads. */
export interface MailLink {
  words: string;
  href: string;
}

/** A mail body as nodes. */
export interface MailBody {
  content: DocumentFragment;
  /** Links, web addresses only; they are shown apart, for what stands in a mail is not to be trusted with them. */
  links: MailLink[];
  /** Pictures that were left out. */
  images: number;
  /** Whether the end of it is missing, because it is too long. */
  cut: boolean;
}

/** Reads a mail body. The parser is loaded with the first one. */
export async function readMail(body: string, page: Document): Promise<MailBody> {
  const { Parser } = await import('htmlparser2');
  const content = page.createDocumentFragment();
  const open: { tag: string; node: Node }[] = [{ tag: '', node: content }];
  const mail: MailBody = { content, links: [], images: 0, cut: body.length > BODY_MAX };
  let skipped = 0;
  let nodes = 0;
  let link: MailLink | null = null;

  const parser = new Parser(
    {
      onopentag(tag, attributes) {
        if (SKIPPED.has(tag)) skipped += 1;
        if (skipped > 0) return;
        if (tag === 'img') {
          mail.images += 1;
          const words = attributes['alt']?.trim();
          if (words) open.at(-1)!.node.appendChild(page.createTextNode(`[${words}]`));
          return;
        }
        if (!KEPT.has(tag) || open.length > DEPTH_MAX) return;
        nodes += 1;
        if (nodes > NODES_MAX) {
          mail.cut = true;
          parser.pause();
          return;
        }
        // A link that leads nowhere: where it says it leads is told outside the mail.
        const node = page.createElement(tag === 'a' ? 'u' : tag === 'center' ? 'div' : tag);
        open.at(-1)!.node.appendChild(node);
        if (tag === 'a') {
          const target = webLink(attributes['href']?.trim());
          link = target && mail.links.length < LINKS_MAX ? { words: '', href: target.href } : null;
          if (link) mail.links.push(link);
        }
        if (tag !== 'br' && tag !== 'hr') open.push({ tag, node });
      },
      ontext(text) {
        if (skipped > 0) return;
        appendText(open.at(-1)!.node, text, page);
        if (link && link.words.length < 200) link.words += text;
      },
      onclosetag(tag) {
        if (SKIPPED.has(tag)) {
          skipped = Math.max(0, skipped - 1);
          return;
        }
        if (tag === 'a') link = null;
        const at = open.findLastIndex(entry => entry.tag === tag);
        if (at > 0) open.length = at;
      },
    },
    { decodeEntities: true, lowerCaseTags: true },
  );
  parser.write(body.slice(0, BODY_MAX));
  parser.end();
  return mail;
}

/** Characters that would not be seen, as marks: a mail is as hostile as any other text. */
function appendText(node: Node, text: string, page: Document): void {
  for (const part of textParts(text, true)) {
    if (part.mark === undefined) node.appendChild(page.createTextNode(part.text));
    else {
      const mark = page.createElement('mark');
      mark.title = markTitle(part.mark);
      mark.textContent = part.mark;
      node.appendChild(mark);
    }
  }
}

/** Whether a body is HTML at all; mail of plain text is shown as that. */
export function isHtml(body: string): boolean {
  return /<[a-z!][^>]{0,1000}>/i.test(body.slice(0, 20_000));
}
