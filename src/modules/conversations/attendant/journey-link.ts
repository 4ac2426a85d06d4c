/** Of a conversation, to a journey that was begun in it. */
export const JOURNEY_LINK = 'journey';
