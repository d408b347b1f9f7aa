import { aTimeout, expect } from '@open-wc/testing';
import { html, LitElement } from 'lit';
import { LoadController } from './load-controller.js';

interface Asked {
  source: string;
  signal: AbortSignal;
  answer: (data: string) => void;
  fail: (error: Error) => void;
}

class TestLoader extends LitElement {
  source: string | null = 'a';
  asked: Asked[] = [];
  readonly load = new LoadController<string, string>(this, {
    source: () => this.source,
    load: (source, signal) => new Promise((answer, fail) => this.asked.push({ source, signal, answer, fail })),
    every: () => 3_600_000,
  });
  override render() {
    return html`${this.load.status} ${this.load.data}`;
  }
}
customElements.define('test-loader', TestLoader);

describe('an answer of a server at hand', () => {
  let element: TestLoader;
  const settled = async (): Promise<void> => {
    await aTimeout(0);
    await element.updateComplete;
  };
  beforeEach(async () => {
    element = new TestLoader();
    document.body.append(element);
    await settled();
  });
  afterEach(() => element.remove());

  it('is asked for once', () => expect(element.asked.map(({ source }) => source)).to.deep.equal(['a']));

  it('is that of the newest source, whichever comes first', async () => {
    element.source = 'b';
    element.requestUpdate();
    await settled();
    const [old, now] = element.asked as [Asked, Asked];
    expect(old.signal.aborted).to.be.true;
    now.answer('new');
    await settled();
    old.answer('old');
    await settled();
    expect(element.load.data).to.equal('new');
  });

  it('is not asked for by an element that was taken out before it was drawn', async () => {
    const gone = new TestLoader();
    document.body.append(gone);
    gone.remove();
    await gone.updateComplete;
    expect(gone.asked).to.deep.equal([]);
  });

  it('is let go of when the element is taken out, and not asked for by what ends later', async () => {
    element.remove();
    expect(element.asked[0]!.signal.aborted).to.be.true;
    await element.load.reload();
    expect(element.asked).to.have.length(1);
  });

  it('stays while the element is moved, and is asked for again', async () => {
    element.asked[0]!.answer('one');
    await settled();
    const box = document.createElement('div');
    document.body.append(box);
    box.append(element);
    await settled();
    expect(element.load.data).to.equal('one');
    expect(element.asked).to.have.length(2);
    element.asked[1]!.answer('two');
    await settled();
    expect(element.load.data).to.equal('two');
    box.remove();
  });

  it('stays when a later try fails, and says why', async () => {
    element.asked[0]!.answer('one');
    await settled();
    void element.load.reload();
    element.asked[1]!.fail(new Error('away'));
    await settled();
    expect([element.load.data, element.load.status]).to.deep.equal(['one', 'failed']);
  });
});
