/** How an upload ended: kept, cancelled, or refused with the server's sentence; without one, the connection was lost. */
export type Uploaded =
  | { readonly state: 'kept' | 'cancelled' | 'lost' }
  | { readonly state: 'refused'; readonly message: string };

interface Options {
  readonly language: string;
  readonly signal: AbortSignal;
  readonly onProgress: (percent: number) => void;
}

/** Sends the picture itself. XMLHttpRequest, since fetch does not tell how much has gone. */
export function upload(
  requestId: string,
  file: File,
  { language, signal, onProgress }: Options,
): Promise<Uploaded> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open('POST', `/access-requests/${encodeURIComponent(requestId)}/photo`);
    request.setRequestHeader('accept-language', language);
    request.responseType = 'json';
    request.upload.onprogress = ({ loaded, total }) => onProgress(Math.floor((100 * loaded) / (total || 1)));
    request.onload = () => {
      if (request.status === 201) return resolve({ state: 'kept' });
      const message: unknown = request.response?.errors?.[0]?.message;
      resolve(typeof message === 'string' ? { state: 'refused', message } : { state: 'lost' });
    };
    request.onerror = () => resolve({ state: 'lost' });
    request.onabort = () => resolve({ state: 'cancelled' });
    signal.addEventListener('abort', () => request.abort());
    request.send(file);
  });
}

export type Unfit = 'type' | 'size';

/** What can be said of a file before it is sent. Pure. */
export function unfit(
  { type, size }: Pick<File, 'type' | 'size'>,
  rules: { readonly contentTypes: readonly string[]; readonly mostBytes: number },
): Unfit | undefined {
  if (!rules.contentTypes.includes(type)) return 'type';
  return size > rules.mostBytes ? 'size' : undefined;
}
