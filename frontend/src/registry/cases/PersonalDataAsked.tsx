import { useRead } from '../../api/read';
import { graphql } from '../../gen/gql';
import { useLocale } from '../../i18n/locale';
import { LoadedPart } from '../../ui/States';
import { texts } from './texts';

const PROCESSING = graphql(`
  query DataProcessing {
    viewer { personalData { processing { purposes grounds recipients terms } } }
  }
`);

/** A request for one's own data has no words of the applicant's: the law says what they ask, and so does this. */
export function PersonalDataAsked() {
  const { say } = useLocale();
  const read = useRead(PROCESSING, {});
  return (
    <>
      <p>{say(texts.dataAsked)}</p>
      <p>
        <b>{say(texts.howToAnswer)}</b>
      </p>
      <ul>
        <li>{say(texts.answerKept)}</li>
        <LoadedPart read={read}>
          {({ viewer }) => {
            const said = viewer?.personalData.processing;
            return (
              said && (
                <>
                  <li>{said.purposes}</li>
                  <li>{said.grounds}</li>
                  <li>{said.recipients}</li>
                  <li>{said.terms}</li>
                </>
              )
            );
          }}
        </LoadedPart>
        <li>{say(texts.answerWhere)}</li>
      </ul>
      <p>{say(texts.whenToRefuse)}</p>
    </>
  );
}
