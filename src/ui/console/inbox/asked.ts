/** What is asked for in a dialog before it can be done. */
export type Asked = 'assign' | 'snooze' | 'return' | 'link' | 'merge' | 'tag' | 'team' | 'macro';
