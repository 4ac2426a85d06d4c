/**
 * Every kind of file we keep, with the endings its name may have, usual one first. The kind is what the bytes say, never what the
 * sender says; what is not here (programs, scripts in disguise, archives that hide them) is refused.
 */
export const KINDS: Record<string, readonly string[]> = {
	'image/jpeg': ['jpg', 'jpeg', 'jfif'],
	'image/png': ['png'],
	'image/webp': ['webp'],
	'image/gif': ['gif'],
	'image/avif': ['avif'],
	'image/heic': ['heic', 'heif'],
	'image/heif': ['heif', 'heic'],
	'image/tiff': ['tif', 'tiff'],
	'image/bmp': ['bmp'],
	'image/svg+xml': ['svg'],
	'application/pdf': ['pdf'],
	'application/rtf': ['rtf'],
	'application/zip': ['zip'],
	// Word, Excel and PowerPoint before 2007, and Outlook's messages.
	'application/x-cfb': ['doc', 'xls', 'ppt', 'msg'],
	'application/vnd.openxmlformats-officedocument.wordprocessingml.document': ['docx'],
	'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': ['xlsx'],
	'application/vnd.openxmlformats-officedocument.presentationml.presentation': ['pptx'],
	'application/vnd.oasis.opendocument.text': ['odt'],
	'application/vnd.oasis.opendocument.spreadsheet': ['ods'],
	'application/vnd.oasis.opendocument.presentation': ['odp'],
	'application/json': ['json'],
	'application/xml': ['xml'],
	'text/html': ['html', 'htm'],
	'text/plain': ['txt', 'log'],
	'text/markdown': ['md'],
	'text/csv': ['csv'],
	'text/vtt': ['vtt'],
	'text/calendar': ['ics'],
	'text/vcard': ['vcf'],
	'audio/mpeg': ['mp3'],
	'audio/mp4': ['m4a', 'mp4'],
	'audio/x-m4a': ['m4a'],
	'audio/aac': ['aac'],
	'audio/ogg': ['ogg', 'oga', 'opus'],
	'audio/wav': ['wav'],
	'audio/webm': ['webm', 'weba'],
	'audio/flac': ['flac'],
	'audio/amr': ['amr'],
	'video/mp4': ['mp4', 'm4v'],
	'video/x-m4v': ['m4v', 'mp4'],
	'video/webm': ['webm'],
	'video/ogg': ['ogv', 'ogg'],
	'video/quicktime': ['mov'],
	'video/matroska': ['mkv'],
	'video/3gpp': ['3gp'],
};

/** Pictures made of points, which can hold no script: the only kinds a browser may show by itself. */
export const RASTER = new Set(['image/jpeg', 'image/png', 'image/webp', 'image/gif', 'image/avif']);

/** What a declared kind promises. Kinds of one family stand in for each other: a phone calls its PNG a JPEG, and that is fine. */
export function familyOf(mime: string): 'picture' | 'drawing' | 'media' | 'pdf' | 'other' {
	if (mime === 'image/svg+xml') return 'drawing';
	if (mime.startsWith('image/')) return 'picture';
	if (mime.startsWith('audio/') || mime.startsWith('video/')) return 'media';
	return mime === 'application/pdf' ? 'pdf' : 'other';
}
