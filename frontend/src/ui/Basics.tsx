import type { ComponentChildren, JSX } from 'preact';
import forms from './forms.module.css';
import { Icon, type IconName } from './Icon';
import css from './ui.module.css';

interface CardProps {
  readonly title?: ComponentChildren;
  readonly aside?: ComponentChildren;
  readonly children: ComponentChildren;
}

export function Card({ title, aside, children }: CardProps) {
  return (
    <section class={css.card}>
      {title && (
        <header>
          <h2>{title}</h2>
          {aside}
        </header>
      )}
      {children}
    </section>
  );
}

type ButtonProps = Omit<JSX.IntrinsicElements['button'], 'class' | 'loading'> & { readonly quiet?: boolean };

export function Button({ quiet, type = 'button', ...rest }: ButtonProps) {
  return <button {...rest} type={type} class={quiet ? `${forms.button} ${forms.quiet}` : forms.button} />;
}

export type Tone = 'warn' | 'good' | 'plain' | 'hide';
const TONES = { warn: css.warn, good: css.good, plain: css.plain, hide: css.hide };
const BADGES = { warn: css.badgeWarn, good: css.badgeGood, plain: css.badgePlain, hide: css.badgeHide };

export function Tag({ tone, children }: { tone: Tone; children: ComponentChildren }) {
  return <span class={`${css.tag} ${TONES[tone]}`}>{children}</span>;
}

export function Badge({ icon, tone = 'good' }: { icon: IconName; tone?: Tone }) {
  return (
    <span class={`${css.badge} ${BADGES[tone]}`}>
      <Icon name={icon} />
    </span>
  );
}

/** A calm violet note: something here may be closed to this reader, by rule and not by accident. */
export function ClosedNote({ messages }: { messages: readonly string[] }) {
  if (!messages.length) return null;
  return (
    <div class={css.note} role="note">
      <Icon name="lock" size={20} />
      <div>
        {messages.map((message) => (
          <p key={message}>{message}</p>
        ))}
      </div>
    </div>
  );
}

interface RowProps {
  readonly href?: string | undefined;
  readonly icon?: ComponentChildren;
  readonly title: ComponentChildren;
  readonly detail?: ComponentChildren;
  readonly aside?: ComponentChildren;
}

/** One line of a list; the whole line is the touch target when it leads somewhere. */
export function Row({ href, icon, title, detail, aside }: RowProps) {
  return (
    <li class={css.row}>
      {icon}
      <div class={css.rowMain}>
        {href ? (
          <a class={css.rowLink} href={href}>
            {title}
          </a>
        ) : (
          <b>{title}</b>
        )}
        {detail && <div class={css.small}>{detail}</div>}
      </div>
      {aside}
    </li>
  );
}
