import { useRef, useState } from 'preact/hooks';
import { graphql } from '../../gen/gql';
import type { SensitiveClass, SharedFragment } from '../../gen/graphql';
import { useLocale } from '../../i18n/locale';
import { paths } from '../../paths';
import { Button, Card } from '../../ui/Basics';
import { Check } from '../../ui/Choices';
import { ErrorSummary } from '../../ui/Field';
import forms from '../../ui/forms.module.css';
import { Group } from '../../ui/Group';
import { Notice } from '../../ui/Notice';
import { useForm } from '../../ui/useForm';
import { CLASSES } from '../seen/classes';
import { texts } from './texts';

graphql(`
  fragment Shared on AccessToMe { id displayName shareableClasses sharedClasses diaryShared }
`);
const SHARE = graphql(`
  mutation ShareWithRepresentative($input: ShareWithRepresentativeInput!) {
    shareWithRepresentative(input: $input) { accessToMe { ...Shared } userErrors { field code message } }
  }
`);

interface Props {
  readonly link: SharedFragment;
  /** The teenager's own record. */
  readonly patientId: string;
  readonly again: () => void;
}

/** What one representative is shown: each class apart, and the diary. */
export function Share({ link, patientId, again }: Props) {
  const { say } = useLocale();
  const { problems, busy, send } = useForm();
  const form = useRef<HTMLFormElement>(null);
  const [saved, setSaved] = useState(false);
  const save = async () => {
    const given = new FormData(form.current ?? undefined);
    const classes = given.getAll('classes') as SensitiveClass[];
    const done = await send(SHARE, { input: { id: link.id, classes, diary: given.has(`diary-${link.id}`) } });
    if (!done) return;
    setSaved(true);
    again();
  };
  return (
    <Card title={link.displayName}>
      <form
        ref={form}
        class={forms.form}
        noValidate
        onInput={() => setSaved(false)}
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <ErrorSummary problems={problems} />
        {saved && (
          <Notice tone="good" live>
            {say(texts.saved, { name: link.displayName })}
          </Notice>
        )}
        <Check
          name={`diary-${link.id}`}
          label={say(texts.diary)}
          hint={say(texts.diaryHint)}
          defaultChecked={link.diaryShared}
        />
        <Group name={`classes-${link.id}`} label={say(texts.classes)} hint={say(texts.classesHint)}>
          {link.shareableClasses.map((one) => (
            <label key={one} class={forms.choice}>
              <input
                type="checkbox"
                name="classes"
                value={one}
                defaultChecked={link.sharedClasses.includes(one)}
              />
              <span>{say(CLASSES[one])}</span>
            </label>
          ))}
        </Group>
        <div class={forms.filterActions}>
          <Button type="submit" aria-disabled={busy}>
            {say(texts.save)}
          </Button>
          <a class={`${forms.button} ${forms.quiet}`} href={paths.eyes(patientId, link.id)}>
            {say(texts.look)}
          </a>
        </div>
      </form>
    </Card>
  );
}
