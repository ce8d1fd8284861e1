import type { TargetedEvent } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { useLocale } from '../../../i18n/locale';
import { Button } from '../../../ui/Basics';
import { ErrorSummary, type Problem } from '../../../ui/Field';
import forms from '../../../ui/forms.module.css';
import { Notice } from '../../../ui/Notice';
import css from '../../access.module.css';
import type { StepProps } from '../../request';
import { texts as shared } from '../../texts';
import type { Service } from '../Draft';
import { texts } from './texts';
import { unfit, upload } from './upload';

/** The photo with the passport (ACC-11): rules first, then the file, how much has gone, and what the officer will see. */
export default function StepPhoto({
  request,
  become,
  reload,
  rules,
}: StepProps & { readonly rules: Service['photo'] }) {
  const { t, say, language } = useLocale();
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const [percent, setPercent] = useState<number>();
  const [said, setSaid] = useState('');
  const control = useRef<AbortController | undefined>(undefined);
  const megabytes = Math.floor(rules.mostBytes / 1_048_576);

  async function choose({ currentTarget: input }: TargetedEvent<HTMLInputElement>) {
    const file = input.files?.[0];
    input.value = '';
    if (!file || percent !== undefined) return;
    const wrong = unfit(file, rules);
    if (wrong) {
      const text = wrong === 'type' ? say(texts.photoType) : say(texts.photoSize, { n: megabytes });
      return setProblems([{ field: 'photo', text }]);
    }
    setProblems([]);
    setPercent(0);
    setSaid(say(texts.photoSending));
    control.current = new AbortController();
    const { signal } = control.current;
    const answer = await upload(request.id, file, { language, signal, onProgress: setPercent });
    setPercent(undefined);
    setSaid(
      answer.state === 'kept'
        ? say(texts.photoKept)
        : answer.state === 'cancelled'
          ? say(texts.photoCancelled)
          : '',
    );
    if (answer.state === 'kept') reload();
    if (answer.state === 'refused') setProblems([{ field: 'photo', text: answer.message }]);
    if (answer.state === 'lost') setProblems([{ field: 'photo', text: t('state.offlineText') }]);
  }

  const { photo } = request;
  const accept = rules.contentTypes.join();
  return (
    <div class={forms.form}>
      <ErrorSummary problems={problems} />
      <ul class={css.list}>
        {[texts.photoRule1, texts.photoRule2, texts.photoRule3].map((rule) => (
          <li key={rule[0]}>{say(rule)}</li>
        ))}
        <li>{say(texts.photoRule4, { n: megabytes, side: rules.leastSide })}</li>
      </ul>
      {photo && percent === undefined && (
        <figure class={css.photo}>
          <img src={`${photo.url}?${encodeURIComponent(photo.uploadedAt)}`} alt={say(texts.photoAlt)} />
        </figure>
      )}
      {photo?.grey && <Notice tone="warn">{say(texts.photoGrey)}</Notice>}
      <p role="status">{said}</p>
      {percent !== undefined && (
        <div class={css.going}>
          <progress max={100} value={percent} aria-label={say(texts.photoSending)} />
          <Button quiet onClick={() => control.current?.abort()}>
            {say(texts.cancel)}
          </Button>
        </div>
      )}
      <div class={forms.filterActions} hidden={percent !== undefined}>
        <label class={`${forms.button} ${forms.quiet} ${css.camera}`}>
          <input type="file" class={css.file} accept={accept} capture="user" onChange={choose} />
          {say(texts.photoTake)}
        </label>
        <label class={photo ? `${forms.button} ${forms.quiet}` : forms.button}>
          <input id="photo" type="file" class={css.file} accept={accept} onChange={choose} />
          {say(photo ? texts.photoOther : texts.photoChoose)}
        </label>
        {photo && <Button onClick={() => become(request, true)}>{say(shared.next)}</Button>}
      </div>
      <p class={forms.hint}>{say(texts.photoFate)}</p>
    </div>
  );
}
