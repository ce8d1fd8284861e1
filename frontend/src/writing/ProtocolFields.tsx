import { useLocale } from '../i18n/locale';
import { Area } from '../ui/Area';
import { Card } from '../ui/Basics';
import { Field, type Problem, problemOf } from '../ui/Field';
import forms from '../ui/forms.module.css';
import type { Chosen, LONG, RARE, Typed } from './content';
import { Diagnoses } from './Diagnoses';
import { Reason } from './Reason';
import { texts } from './texts';
import { Vitals } from './Vitals';

interface Props {
  /** What stands in the boxes at first. */
  readonly typed: Typed;
  readonly chosen: readonly Chosen[];
  readonly problems: readonly Problem[];
  /** A signed protocol is corrected: that wants its reason. */
  readonly correcting: boolean;
  readonly onChoose: (chosen: readonly Chosen[]) => void;
}

/** What a protocol holds, in the order in which a doctor writes it; what is rare lies folded. */
export function ProtocolFields({ typed, chosen, problems, correcting, onChoose }: Props) {
  const { say } = useLocale();
  const text = (name: string) => typed[name] ?? '';
  const problem = (name: string) => problemOf(problems, `content.${name}`);
  const area = (
    name: (typeof LONG)[number] | (typeof RARE)[number] | 'referrals' | 'notes',
    hint?: string,
  ) => (
    <Area
      key={name}
      name={`content.${name}`}
      label={say(texts[name])}
      hint={hint}
      rows={name === 'referrals' || name === 'notes' ? 2 : 3}
      defaultValue={text(name)}
      problem={problem(name)}
    />
  );
  return (
    <>
      <Card>
        <div class={forms.form}>
          <Field
            name="content.title"
            label={say(texts.title)}
            defaultValue={text('title')}
            problem={problem('title')}
            autoComplete="off"
          />
          {area('complaints')}
          {area('diseaseHistory')}
          {area('objectiveStatus')}
          <Vitals text={text} problem={problem} />
        </div>
      </Card>
      <Card title={say(texts.diagnoses)}>
        <div class={forms.form}>
          <Diagnoses chosen={chosen} problems={problems} onChange={onChoose} />
        </div>
      </Card>
      <Card>
        <div class={forms.form}>
          {area('conclusion')}
          {area('recommendations')}
          {area('referrals', say(texts.referralHint))}
          {area('notes', say(texts.notesHint))}
          <details class={forms.fold}>
            <summary>{say(texts.more)}</summary>
            {area('lifeHistory')}
            {area('socialHistory', say(texts.socialHint))}
          </details>
          {correcting && <Reason problems={problems} typed={text('reason')} />}
        </div>
      </Card>
    </>
  );
}
