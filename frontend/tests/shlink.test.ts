// @vitest-environment node
import { describe, expect, it, vi } from 'vitest';
import { isPasscode, isSimple, randomPasscode } from '../src/links/passcode';
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

  it.each([
    ['', []],
    ['text', []],
    ['<div></div></div>', []],
    ['<div><p>a', ['a']],
    ['<div></p></p></div><p>b</p>', []],
    ['<div><p>1 < 2</p></div>', ['1  2']],
    ['<div><script>alert(1)</script></div>', ['alert(1)']],
    ['<div><p onclick="alert(1)">a<img src=x>b</p></div>', ['ab']],
  ])('that is odd is no more than text: %s', (div, notes) => {
    expect(toldIn(div)).toEqual({ notes, entries: [] });
  });

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
  it.each([
    ['111111', true],
    ['121221', true],
    ['123456', true],
    ['890123', true],
    ['321098765', true],
    ['407192', false],
    ['112233', false],
    ['1234567', true],
    ['1234568', false],
  ])('%s is simple: %s', (digits, simple) => {
    expect(isSimple(digits)).toBe(simple);
  });

  it('is drawn anew while it is a simple one', () => {
    const draws = ['777777', '234567', '407192', '581604'];
    vi.stubGlobal('crypto', {
      getRandomValues: (numbers: Uint32Array) => {
        numbers.set([...(draws.shift() ?? '')].map((digit) => Number(digit) + 4_294_967_280));
        return numbers;
      },
    });
    expect(randomPasscode()).toBe('407192');
    vi.unstubAllGlobals();
  });

  it.each([
    ['407192', true],
    ['407192407192', true],
    ['40719', false],
    ['4071924071924', false],
    ['40719a', false],
  ])('%s is one: %s', (text, is) => {
    expect(isPasscode(text)).toBe(is);
  });
});
