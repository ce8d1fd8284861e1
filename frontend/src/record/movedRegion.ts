type Region = string | null | undefined;

export interface RegionFacts {
  readonly policies?: readonly { readonly state: string; readonly region?: Region }[] | null | undefined;
  readonly attachedClinic?: { readonly region?: Region } | null | undefined;
}

/** Whether a policy in force is of another region than the clinic of attachment; not where either is unknown. Pure. */
export function movedRegion({ policies, attachedClinic }: RegionFacts): boolean {
  const regions = (policies ?? []).flatMap(({ state, region }) =>
    state === 'VALID' && region ? [region] : [],
  );
  const here = attachedClinic?.region;
  return !!here && regions.length > 0 && !regions.includes(here);
}
