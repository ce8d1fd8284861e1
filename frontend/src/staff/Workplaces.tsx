import { useState } from 'preact/hooks';
import { useRead } from '../api/read';
import { graphql } from '../gen/gql';
import { useLocale } from '../i18n/locale';
import { Radios } from '../ui/Choices';
import { Field } from '../ui/Field';
import { LoadedPart } from '../ui/States';
import ui from '../ui/ui.module.css';
import { texts } from './texts';

const WORKPLACES = graphql(`
  query Workplaces($nameContains: String!) {
    workplaces(nameContains: $nameContains) { id name }
  }
`);
const SHORTEST = 3;

/** A place of work by a part of its name. */
export function Workplaces({ problem }: { problem: string | undefined }) {
  const { say } = useLocale();
  const [name, setName] = useState('');
  return (
    <>
      <div onInput={(event) => setName((event.target as HTMLInputElement).value.trim())}>
        <Field
          name="organization"
          label={say(texts.workplace)}
          hint={say(texts.workplaceHint)}
          autoComplete="off"
          problem={problem}
        />
      </div>
      {name.length >= SHORTEST && <Found name={name} />}
    </>
  );
}

function Found({ name }: { name: string }) {
  const { say } = useLocale();
  const read = useRead(WORKPLACES, { nameContains: name });
  return (
    <LoadedPart read={read}>
      {({ workplaces }) =>
        workplaces?.length ? (
          <Radios
            name="workplace"
            label={say(texts.found)}
            options={workplaces.map(({ id, name: text }) => ({ value: id, text }))}
          />
        ) : (
          <p class={ui.small}>{say(texts.none)}</p>
        )
      }
    </LoadedPart>
  );
}
