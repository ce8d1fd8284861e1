import type { ComponentChildren } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { useLocale } from '../i18n/locale';
import forms from './forms.module.css';
import { texts } from './texts';
import ui from './ui.module.css';

interface Props {
  readonly href: string;
  readonly button?: boolean;
  readonly children: ComponentChildren;
}

/** A file that the server decides about anew: what it refuses is told here in words, and the page stays. */
export function Download({ href, button, children }: Props) {
  const { t, say, language } = useLocale();
  const [problem, setProblem] = useState<string>();
  const busy = useRef(false);
  async function take(event: MouseEvent) {
    // Another tab or a copied address is the browser's own business.
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || busy.current) return;
    event.preventDefault();
    busy.current = true;
    setProblem(undefined);
    const answer = await fetch(href, {
      headers: { Accept: 'application/json, */*', 'Accept-Language': language },
    }).catch(() => undefined);
    if (answer?.ok) save(await answer.blob().catch(() => undefined), nameOf(answer));
    else setProblem(answer ? await reasonOf(answer) : t('state.offlineText'));
    busy.current = false;
  }
  const reasonOf = async (answer: Response) => {
    const said = (await answer.json().catch(() => undefined)) as Refusal | undefined;
    return said?.errors?.[0]?.message ?? t(answer.status < 500 ? 'state.errorText' : 'state.downText');
  };
  const save = (file: Blob | undefined, name: string) => {
    if (!file) return setProblem(t('state.offlineText'));
    const link = document.createElement('a');
    link.href = URL.createObjectURL(file);
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), KEPT_MS);
  };
  return (
    <>
      <a class={button ? forms.button : ui.touch} href={href} download onClick={take}>
        {children}
      </a>
      {problem && (
        <span class={forms.problem} role="alert">
          {say(texts.notDownloaded)} {problem}
        </span>
      )}
    </>
  );
}

const KEPT_MS = 60_000;

interface Refusal {
  readonly errors?: readonly { readonly message: string }[];
}

const nameOf = ({ headers }: Response) =>
  /filename="([\w.-]+)"/.exec(headers.get('Content-Disposition') ?? '')?.[1] ?? 'medcard';
