export { type Attendant, openAttendant } from './attendant/open-attendant.ts';
export { answerInTurn, claimTurn } from './attendant/take-turn.ts';
export { threadIn } from './attendant/thread-of.ts';
export { answerForAssistant } from './colleagues/answer-customer.ts';
export { askColleague } from './colleagues/ask-colleague.ts';
export { expireColleagueQuestionsJob } from './colleagues/expire-questions.ts';
export { listColleagueQuestions } from './colleagues/list-questions.ts';
export { eraseConversations } from './erase-conversations.ts';
export {
	conversationClosed,
	conversationEvents,
	conversationOpened,
	feedbackGiven,
	handedBack,
	handedOver,
	mentioned,
	messageWritten,
} from './events.ts';
export { giveFeedback } from './feedback/give-feedback.ts';
export { FEEDBACK_REASONS } from './feedback/reasons.ts';
export { exportConversations } from './export-conversations.ts';
export { ADDRESSES_AN_HOUR, giveEmail } from './give-email.ts';
export { editPacket } from './handoffs/edit-packet.ts';
export { handBack } from './handoffs/hand-back.ts';
export { type Handoff, handOver } from './handoffs/hand-over.ts';
export { handOverJourney } from './handoffs/hand-over-journey.ts';
export { HANDOFF_REASONS, type HandoffReason, type Packet, packetSchema } from './handoffs/packet.ts';
export { REASK_FIELDS } from './handoffs/reask/fields.ts';
export { type ReaskRate, reaskRate } from './handoffs/reask/reask-rate.ts';
export { takeConversation } from './handoffs/take.ts';
export { takeBack } from './handoffs/take-back.ts';
export { advance, type Conversation, lockConversation } from './lock.ts';
export { messageFiles } from './messages/message-files.ts';
export { cameBy, readWordsJob, spokenIn } from './messages/read-words.ts';
export { awaitAnswer } from './live/await-answer.ts';
export { type Feeds, openFeeds } from './live/feeds.ts';
export { mayHear, type Passing, tellPassing, tellViewing } from './live/passing.ts';
export { editMessage, withdrawMessage } from './messages/change-message.ts';
export { LONGEST_MESSAGE, MESSAGES_A_MINUTE, MOST_ATTACHMENTS, say, UPLOADS_AN_HOUR } from './messages/say.ts';
export { passJourney } from './handoffs/pass-journey.ts';
export { CONVERSATIONS_AN_HOUR, openConversation } from './open.ts';
export { type Changes, changesSince } from './reading/changes.ts';
export { type ConversationFacts, conversationFacts } from './reading/conversation-facts.ts';
export { getConversation, listMessages, readableConversation } from './reading/get-conversation.ts';
export { conversationPromises } from './reading/promise-subject.ts';
export { myConversations } from './reading/my-conversations.ts';
export { listConversations } from './reading/list-conversations.ts';
export { whatWasSaid } from './reading/what-was-said.ts';
export { type UnseenMention, unseenMention } from './reading/unseen-mention.ts';
export type { MessageRow } from './reading/rows.ts';
export { referenceOf } from './reference.ts';
export { seenBefore } from './seen.ts';
export { freeConversations, retimeOnGroups } from './subscribers.ts';
export { assign, setAssignee } from './states/assign.ts';
export { closeConversation, reopenConversation } from './states/close.ts';
export { addLink, removeLink } from './states/links.ts';
export { markRead } from './states/mark-read.ts';
export { mergeConversation, unmergeConversation } from './states/merge.ts';
export { retime, retimeOpen } from './states/retime.ts';
export { snooze, wakeConversationsJob } from './states/snooze.ts';
export type { Seen } from './tables.ts';
export { CONVERSATION, MENTIONED, type Mentioned } from './topic.ts';
