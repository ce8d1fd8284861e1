import { useState } from 'preact/hooks';
import { graphql } from '../gen/gql';
import type { BreakGlassVerdict, GlassAccessFragment } from '../gen/graphql';
import { useLocale } from '../i18n/locale';
import { Area } from '../ui/Area';
import { Button, Card, Tag } from '../ui/Basics';
import { Radios } from '../ui/Choices';
import { problemOf } from '../ui/Field';
import { textOf } from '../ui/formData';
import { SendForm } from '../ui/SendForm';
import ui from '../ui/ui.module.css';
import { useForm } from '../ui/useForm';
import { texts } from './texts';

graphql(`
  fragment GlassAccess on BreakGlassAccess {
    id doctor position organization reason startedAt until dueAt overdue own verdict review reviewedBy reviewedAt
  }
`);
const REVIEW = graphql(`
  mutation ReviewBreakGlass($input: ReviewBreakGlassInput!) {
    reviewBreakGlass(input: $input) { access { id } userErrors { field code message } }
  }
`);

/** One access: who, where, when, why; and what was found of it. */
export function Access({ access, again }: { access: GlassAccessFragment; again: () => void }) {
  const { say, dateTime } = useLocale();
  const [reviewing, review] = useState(false);
  const { verdict, overdue, dueAt } = access;
  return (
    <Card
      title={access.doctor}
      aside={
        verdict ? (
          <Tag tone={verdict === 'JUSTIFIED' ? 'good' : 'warn'}>{say(texts[verdict])}</Tag>
        ) : (
          <Tag tone={overdue ? 'warn' : 'plain'}>
            {say(overdue ? texts.overdue : texts.due, { at: dateTime(dueAt) })}
          </Tag>
        )
      }
    >
      <p class={ui.small}>
        {[access.position, access.organization].filter(Boolean).join(' · ')}
        <br />
        {say(texts.lasted, { from: dateTime(access.startedAt), until: dateTime(access.until) })}
      </p>
      <p>«{access.reason}»</p>
      {verdict && (
        <p class={ui.small}>
          {access.review}
          <br />
          {[access.reviewedBy, access.reviewedAt && dateTime(access.reviewedAt)].filter(Boolean).join(' · ')}
        </p>
      )}
      {!verdict && access.own && <p class={ui.small}>{say(texts.own)}</p>}
      {!verdict && !access.own && !reviewing && (
        <Button onClick={() => review(true)}>{say(texts.begin)}</Button>
      )}
      {!verdict && reviewing && <Review id={access.id} again={again} onCancel={() => review(false)} />}
    </Card>
  );
}

interface ReviewProps {
  readonly id: string;
  readonly again: () => void;
  readonly onCancel: () => void;
}

function Review({ id, again, onCancel }: ReviewProps) {
  const { say } = useLocale();
  const form = useForm();
  const problem = (name: string) => problemOf(form.problems, name);
  async function save(box: HTMLFormElement) {
    const verdict = textOf(box, 'verdict') as BreakGlassVerdict | '';
    const text = textOf(box, 'text');
    if (!verdict) return form.setProblems([{ field: 'verdict', text: say(texts.choose) }]);
    if (text.length < 10) return form.setProblems([{ field: 'text', text: say(texts.short) }]);
    if (await form.send(REVIEW, { input: { id, verdict, text } })) again();
  }
  return (
    <SendForm
      form={form}
      send={say(texts.save)}
      onSend={save}
      beside={
        <Button quiet onClick={onCancel}>
          {say(texts.cancel)}
        </Button>
      }
    >
      <Radios
        name="verdict"
        label={say(texts.verdict)}
        problem={problem('verdict')}
        options={(['JUSTIFIED', 'NOT_JUSTIFIED'] as const).map((value) => ({
          value,
          text: say(texts[value]),
        }))}
      />
      <Area
        name="text"
        label={say(texts.found)}
        hint={say(texts.foundHint)}
        maxLength={2000}
        problem={problem('text')}
      />
    </SendForm>
  );
}
