/** What the browser made of a passkey, as the server takes it; undefined where there was no answer. */
async function answered(asked: () => Promise<Credential | null>): Promise<unknown> {
  try {
    const credential = await asked();
    return credential instanceof PublicKeyCredential ? credential.toJSON() : undefined;
  } catch {
    // Refused, timed out, no such key, or a browser that knows none: the page says one and the same.
    return undefined;
  }
}

/** Asks the device for a passkey that the server's options name. */
export const askPasskey = (options: unknown): Promise<unknown> =>
  answered(() =>
    navigator.credentials.get({
      publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(
        options as PublicKeyCredentialRequestOptionsJSON,
      ),
    }),
  );

/** Makes a passkey on the device. */
export const makePasskey = (options: unknown): Promise<unknown> =>
  answered(() =>
    navigator.credentials.create({
      publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(
        options as PublicKeyCredentialCreationOptionsJSON,
      ),
    }),
  );
