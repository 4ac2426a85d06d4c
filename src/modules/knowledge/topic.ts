/** The refresh topic under which every change of articles and collections is announced; its version is the content version. */
export const KNOWLEDGE = 'knowledge';
