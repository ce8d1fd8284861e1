import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import { useLocale } from '../i18n/locale';
import { Button } from '../ui/Basics';
import { Field, type Problem } from '../ui/Field';
import css from '../ui/ui.module.css';
import { texts } from './texts';
import { useNow } from './useNow';

/** How long «send again» rests, in milliseconds: the server's own pause between two codes. */
const PAUSE_MS = 60_000;

export interface Sent {
  /** Masked; null where the server does not tell. */
  readonly to: string | null;
  readonly expiresAt: string | null;
  readonly at: number;
}

/** A code that has just gone out. */
export const sentNow = (to?: string | null, expiresAt?: string | null): Sent => ({
  to: to ?? null,
  expiresAt: expiresAt ?? null,
  at: Date.now(),
});

/** The code to enter: one that has gone out, or an earlier one, where the server rests between two. */
export function useCodeUnderWay(sent: Sent | undefined, problems: readonly Problem[]): Sent | undefined {
  const earlier = problems.some(({ code }) => code === 'TOO_SOON');
  return useMemo(() => sent ?? (earlier ? sentNow() : undefined), [sent, earlier]);
}

interface Props {
  readonly sent: Sent;
  readonly name?: string;
  readonly label?: string;
  readonly problem?: string | undefined;
  readonly onAgain: () => void;
  /** The rest of the form, between the code and «send again». */
  readonly children: ComponentChildren;
}

/** Where a code went, the box for it, and a way to get another. */
export function CodeBox({ sent, name = 'code', label, problem, onAgain, children }: Props) {
  const { say, time } = useLocale();
  const now = useNow(1000);
  // The clock ticks once a second, so it may be behind the moment of sending.
  const wait = Math.ceil((sent.at + PAUSE_MS - Math.max(now, sent.at)) / 1000);
  const expired = sent.expiresAt != null && Date.parse(sent.expiresAt) <= now;
  return (
    <>
      <p role="status">
        {expired
          ? say(texts.codeExpired)
          : sent.to
            ? say(texts.codeSentTo, { phone: sent.to })
            : say(texts.codeSent)}{' '}
        {!expired && sent.expiresAt && say(texts.codeExpires, { time: time(sent.expiresAt) })}
      </p>
      <Field
        name={name}
        label={label ?? say(texts.codeLabel)}
        hint={say(texts.codeHint)}
        inputMode="numeric"
        autoComplete="one-time-code"
        pattern="[0-9]{6}"
        maxLength={7}
        problem={problem}
      />
      {children}
      {wait > 0 ? (
        <p class={css.small}>{say(texts.codeAgainIn, { seconds: wait })}</p>
      ) : (
        <Button quiet onClick={onAgain}>
          {say(texts.codeAgain)}
        </Button>
      )}
    </>
  );
}
