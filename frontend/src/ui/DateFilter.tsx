import type { ComponentChildren, TargetedSubmitEvent } from 'preact';
import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { useLocale } from '../i18n/locale';
import { Button } from './Basics';
import { ErrorSummary, Field, type Problem, problemOf } from './Field';
import forms from './forms.module.css';
import css from './ui.module.css';

export interface Dates {
  /** ISO days of the address. */
  readonly from?: string;
  readonly to?: string;
}

interface Props {
  readonly dates: Dates;
  /** The address of a filtered list. */
  readonly href: (dates: Dates, form?: FormData) => string;
  /** Whether something besides the days narrows the list. */
  readonly more?: boolean;
  /** What folds the filter open; the days alone without it. */
  readonly title?: string;
  readonly onReset?: () => void;
  readonly children?: ComponentChildren;
}

/** Narrows a list to some days. The days stand in the address, so that «back» works; they tell nothing of health. */
export function DateFilter({
  dates: { from = '', to = '' },
  href,
  more = false,
  title,
  onReset,
  children,
}: Props) {
  const { t } = useLocale();
  const { route } = useLocation();
  const [problems, setProblems] = useState<readonly Problem[]>([]);

  function submit(event: TargetedSubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const dates = { from: String(form.get('from') ?? ''), to: String(form.get('to') ?? '') };
    if (dates.from && dates.to && dates.from > dates.to)
      return setProblems([{ field: 'from', text: t('section.wrongDates') }]);
    setProblems([]);
    route(href(dates, form));
  }

  return (
    <details class={`${css.card} ${forms.fold} ${forms.foldCard}`} open={Boolean(from || to || more)}>
      <summary>{title ?? t('section.filter')}</summary>
      <form class={forms.form} onSubmit={submit} noValidate>
        <ErrorSummary problems={problems} />
        <div class={forms.filter}>
          <Field
            key={`from ${from}`}
            name="from"
            type="date"
            label={t('section.from')}
            defaultValue={from}
            problem={problemOf(problems, 'from')}
          />
          <Field key={`to ${to}`} name="to" type="date" label={t('section.to')} defaultValue={to} />
        </div>
        {children}
        <div class={forms.filterActions}>
          <Button type="submit">{t('section.apply')}</Button>
          {(from || to || more) && (
            <a class={`${forms.button} ${forms.quiet}`} href={href({})} onClick={onReset}>
              {t('section.reset')}
            </a>
          )}
        </div>
      </form>
    </details>
  );
}
