/**
 * What a phrase is in a date. One letter each, so that rules are patterns over a text of such letters:
 *
 *     N number  O day of the month (5th)  : . / - as written  h o'clock  m minutes  f half  q quarter  k minus
 *     a a.m.  p p.m.  c a clock time (noon)  P part of a day  V such a part that an hour may follow  z evening hours  e night hours
 *     R a day from today  W weekday  E weekend  M month  U unit  d, l units that also name a day, a month before its number
 *     j day of the month comes next  J day of the month came before  L month came before  Y year came before  b Buddhist era
 *     r a day from today if a part follows  C ago (before)
 *     X next, this, last  n the coming one  s next or after  t last or before
 *     u or after (behind)  v or before (behind)  I from now (before)  F from now (after)  G ago  w days ago
 *     A after  B before  y by  T from, between  S to, and  Z now  1 a, an  @ at  > past the hour  _ says nothing  x a stranger
 */
export type Kind = string;

/** A unit of time, as the value of U, d and l. */
export const UNITS = ['minute', 'hour', 'day', 'week', 'month'] as const;

/** The phrases are parted by `|`; after `?` come those that mean a time only beside others: `?may`. */
export type Row = readonly [kind: Kind, value: number | readonly [from: number, until: number], phrases: string];
