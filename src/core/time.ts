/** Where "now" comes from. Injected, so that tests and the demo's month can live at another time. */
export type Clock = () => Date;

export const systemClock: Clock = () => new Date();
