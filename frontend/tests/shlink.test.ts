// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { isPasscode, randomPasscode } from '../src/links/passcode';
import { chaptersOf, toldIn } from '../src/opened/narrative';
import { decrypt, shlinkOf } from '../src/opened/shlink';

const ORIGIN = 'https://card.example';
const base64url = (bytes: Uint8Array | string) => Buffer.from(bytes).toString('base64url');
const KEY = new Uint8Array(32).map((_, at) => at);
const linkOf = (payload: object) => `#shlink:/${base64url(JSON.stringify(payload))}`;

describe('the text of a link', () => {
  const url = `${ORIGIN}/share/abc`;

  it('gives the address and the key', () => {
    expect(shlinkOf(linkOf({ url, key: base64url(KEY), flag: 'P' }), ORIGIN)).toEqual({ url, key: KEY });
  });

  it.each([
    ['', 'no fragment'],
    ['#shlink:/', 'nothing in it'],
    [linkOf({ url, key: base64url(KEY) }).slice(0, -7), 'cut'],
    [linkOf({ url }), 'no key'],
    [linkOf({ url, key: base64url(KEY.slice(1)) }), 'a short key'],
    [linkOf({ url: 'https://elsewhere.example/share/abc', key: base64url(KEY) }), 'another service'],
    [linkOf({ url: 'javascript:alert(1)', key: base64url(KEY) }), 'no address'],
    [`#shlink:/${base64url('null')}`, 'no payload'],
  ])('%s is none: %s', (fragment) => {
    expect(shlinkOf(fragment, ORIGIN)).toBeUndefined();
  });
});

describe('a file', () => {
  const seal = async (text: string) => {
    const header = base64url(JSON.stringify({ alg: 'dir', enc: 'A256GCM' }));
    const iv = new Uint8Array(12).fill(7);
    const key = await crypto.subtle.importKey('raw', KEY, 'AES-GCM', false, ['encrypt']);
    const additionalData = new TextEncoder().encode(header);
    const sealed = new Uint8Array(
      await crypto.subtle.encrypt(
        { name: 'AES-GCM', iv, additionalData },
        key,
        new TextEncoder().encode(text),
      ),
    );
    return [header, '', base64url(iv), base64url(sealed.slice(0, -16)), base64url(sealed.slice(-16))];
  };

  it('is decrypted with the key of the link, and with no other', async () => {
    const jwe = await seal('{"resourceType": "Bundle — ё"}');
    expect(await decrypt(jwe.join('.'), KEY)).toBe('{"resourceType": "Bundle — ё"}');
    await expect(decrypt(jwe.join('.'), new Uint8Array(32))).rejects.toThrow();
    await expect(decrypt([base64url('{}'), ...jwe.slice(1)].join('.'), KEY)).rejects.toThrow();
  });
});

describe('a narrative', () => {
  it('is read as values', () => {
    const div =
      '<div xmlns="http://www.w3.org/1999/xhtml"><p>Не всё &lt;видно&gt; &amp;amp;</p><h3>Корь</h3>' +
      '<dl><dt>Дата</dt><dd>1 мая</dd><dt>Где</dt><dd><dl><dt>Город</dt><dd>Москва</dd></dl></dd></dl></div>';
    expect(toldIn(div)).toEqual({
      notes: ['Не всё <видно> &amp;'],
      entries: [
        {
          title: 'Корь',
          items: [
            { label: 'Дата', value: '1 мая', items: [] },
            { label: 'Где', value: '', items: [{ label: 'Город', value: 'Москва', items: [] }] },
          ],
        },
      ],
    });
  });

  it.each(['', 'text', '<div></div></div>', '<div><p>a', '</p><script>alert(1)</script>'])(
    'that is odd is no more than text: %s',
    (div) => {
      expect(Object.keys(toldIn(div))).toEqual(['notes', 'entries']);
    },
  );

  it('stands in the sections of a Composition', () => {
    const bundle = {
      entry: [
        { resource: { date: '2026-01-01', section: [{ title: 'Прививки', text: { div: '<div/>' } }] } },
      ],
    };
    expect(chaptersOf(JSON.stringify(bundle))).toEqual({
      at: '2026-01-01',
      chapters: [{ title: 'Прививки', notes: [], entries: [] }],
    });
  });
});

describe('a code', () => {
  it('is proposed as the service takes it', () => {
    for (let draw = 0; draw < 500; draw++) {
      const code = randomPasscode();
      expect(isPasscode(code)).toBe(true);
      expect(code).toHaveLength(6);
      expect(new Set(code).size).toBeGreaterThan(2);
    }
    expect(isPasscode('12345')).toBe(false);
    expect(isPasscode('1234567890123')).toBe(false);
  });
});
