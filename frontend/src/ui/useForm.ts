import { useCallback, useRef, useState } from 'preact/hooks';
import type { Trusted } from '../api/document';
import { useSend } from '../api/read';
import { useLocale } from '../i18n/locale';
import { adviceOf } from '../i18n/reasons';
import { controlOf, type Problem } from './Field';
import { texts } from './texts';

interface Payload {
  readonly userErrors: readonly {
    readonly field?: readonly string[] | null;
    readonly code: string;
    readonly message: string;
    readonly currentId?: string | null;
  }[];
}
/** The payload of a document with one mutation. */
type PayloadOf<Data> = Data[Exclude<keyof Data, '__typename'>];

export interface Form {
  readonly problems: readonly Problem[];
  readonly setProblems: (problems: readonly Problem[]) => void;
  /** Something is under way: a second press does nothing. */
  readonly busy: boolean;
  /**
   * Sends a mutation. Gives its payload, or undefined where it was refused or lost: then `problems` say why, beside the
   * fields that the server named (an input is named like its path in the mutation's input: `passport.number`), and all
   * that was typed stays.
   */
  readonly send: <Data, Variables extends Record<string, unknown>>(
    document: Trusted<Data, Variables>,
    variables: Variables,
  ) => Promise<PayloadOf<Data> | undefined>;
}

/**
 * What every form needs: its problems, whether it is busy, and a way to send it. `mend` is asked about the code of a
 * refusal; where it makes good what was missing, the same is sent once more.
 */
export function useForm(mend?: (code: string) => Promise<boolean>): Form {
  const { t, say } = useLocale();
  const sendNow = useSend();
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const [busy, setBusy] = useState(false);
  const sending = useRef(false);
  const send = useCallback<Form['send']>(
    async (mutation, variables) => {
      if (sending.current) return undefined;
      sending.current = true;
      setBusy(true);
      let answer = await sendNow(mutation, variables);
      const refusal = 'data' in answer ? refusalsOf(answer.data)[0] : undefined;
      if (refusal && (await mend?.(refusal.code))) answer = await sendNow(mutation, variables);
      sending.current = false;
      setBusy(false);
      if ('failure' in answer) {
        const { kind } = answer.failure;
        // The page is out of sight by now; it is seen again once the person has signed in or entered the code.
        const ended = kind === 'signIn' || kind === 'cardEntry';
        setProblems([{ text: ended ? say(texts.again) : adviceOf(answer.failure, t) }]);
        return undefined;
      }
      const found = refusalsOf(answer.data).map(({ field, code, message, currentId }): Problem => {
        const name = fieldOf(field ?? []);
        return { text: message, code, ...(name ? { field: name } : {}), ...(currentId ? { currentId } : {}) };
      });
      setProblems(found);
      return found.length ? undefined : (payloadOf(answer.data) as never);
    },
    [sendNow, t, say, mend],
  );
  return { problems, setProblems, busy, send };
}

const payloadOf = (data: unknown): Payload | undefined => Object.values(data as object)[0];
const refusalsOf = (data: unknown) => payloadOf(data)?.userErrors ?? [];

/** The input on the page that a path of the server's (`input`, `passport`, `number`) is nearest to. */
function fieldOf(path: readonly string[]): string | undefined {
  const names = path[0] === 'input' ? path.slice(1) : path;
  for (let length = names.length; length > 0; length--) {
    const name = names.slice(0, length).join('.');
    if (controlOf(name)) return name;
  }
  return undefined;
}
