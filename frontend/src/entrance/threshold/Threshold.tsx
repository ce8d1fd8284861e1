import type { ComponentChildren } from 'preact';
import { useLocale } from '../../i18n/locale';
import { paths } from '../../paths';
import { Page } from '../../ui/Page';
import shell from '../../ui/shell.module.css';
import css from '../../ui/ui.module.css';
import { texts } from './texts';

interface Props {
  readonly title: string;
  readonly lead?: string | undefined;
  readonly children?: ComponentChildren;
}

/** A narrow page before sign-in, with the way back to it. */
export function Threshold({ title, lead, children }: Props) {
  const { say } = useLocale();
  return (
    <div class={shell.narrow}>
      <Page
        title={title}
        heading={title}
        lead={lead}
        crumb={<a href={paths.signIn()}>{say(texts.toSignIn)}</a>}
      >
        {children}
      </Page>
    </div>
  );
}

/** A link below a form. */
export const Aside = ({ before, href, children }: { before?: string; href: string; children: string }) => (
  <p class={css.lead}>
    {before}{' '}
    <a class={css.touch} href={href}>
      {children}
    </a>
  </p>
);
