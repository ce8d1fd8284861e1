/** What the text of a SMART Health Link says, as far as this page uses it. */
export interface Shlink {
  readonly url: string;
  readonly key: Uint8Array<ArrayBuffer>;
}

/** The link in an address's fragment; undefined where it is not whole, or leads to another service. Pure. */
export function shlinkOf(fragment: string, origin: string): Shlink | undefined {
  const [, text] = fragment.split('shlink:/');
  try {
    const { url, key } = JSON.parse(new TextDecoder().decode(bytesOf(text ?? ''))) as Record<string, unknown>;
    const bytes = bytesOf(String(key));
    const ours = new URL(String(url)).origin === origin;
    return ours && bytes.length === 32 ? { url: String(url), key: bytes } : undefined;
  } catch {
    return undefined;
  }
}

export type Outcome =
  | { readonly state: 'open'; readonly bundle: string }
  | { readonly state: 'wrong'; readonly message: string; readonly left: number }
  | { readonly state: 'refused'; readonly message: string }
  | { readonly state: 'offline' | 'unreadable' };

/** Asks for what the link shows, and decrypts it here: the key never leaves the browser. */
export async function openLink(
  { url, key }: Shlink,
  recipient: string,
  passcode: string,
  language: string,
): Promise<Outcome> {
  let response: Response;
  let answer: Answer;
  try {
    response = await fetch(url, {
      method: 'POST',
      credentials: 'omit',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
      headers: { 'content-type': 'application/json', 'accept-language': language },
      body: JSON.stringify({ recipient, passcode }),
    });
    answer = (await response.json()) as Answer;
  } catch {
    return { state: 'offline' };
  }
  const message = answer.message ?? '';
  if (response.status === 401) return { state: 'wrong', message, left: answer.remainingAttempts ?? 0 };
  const sealed = answer.files?.[0]?.embedded;
  if (!response.ok || !sealed) return message ? { state: 'refused', message } : { state: 'offline' };
  return decrypt(sealed, key).then(
    (bundle) => ({ state: 'open', bundle }) as const,
    () => ({ state: 'unreadable' }) as const,
  );
}

interface Answer {
  readonly message?: string;
  readonly remainingAttempts?: number;
  readonly files?: readonly { readonly embedded?: string }[];
}

/** A compact JWE of a key that both sides have (dir, A256GCM). */
export async function decrypt(jwe: string, key: Uint8Array<ArrayBuffer>): Promise<string> {
  const [header = '', , iv = '', content = '', tag = ''] = jwe.split('.');
  const algorithm = {
    name: 'AES-GCM',
    iv: bytesOf(iv),
    additionalData: new TextEncoder().encode(header),
    tagLength: 128,
  };
  const held = await crypto.subtle.importKey('raw', key, 'AES-GCM', false, ['decrypt']);
  const [body, seal] = [bytesOf(content), bytesOf(tag)];
  const sealed = new Uint8Array(body.length + seal.length);
  sealed.set(body);
  sealed.set(seal, body.length);
  return new TextDecoder().decode(await crypto.subtle.decrypt(algorithm, held, sealed));
}

function bytesOf(base64url: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64url.replace(/-/g, '+').replace(/_/g, '/'));
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) bytes[at] = text.charCodeAt(at);
  return bytes;
}
