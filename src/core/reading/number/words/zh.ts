import type { NumberWords } from '../number-words.ts';

export const zh: NumberWords = {
	ones: '零:0|〇:0|一:1|二:2|三:3|四:4|五:5|六:6|七:7|八:8|九:9|两:2|俩:2|壹:1|贰:2|叁:3|肆:4|伍:5|陆:6|柒:7|捌:8|玖:9|半打:6|一打:12',
	tens: '廿:20',
	small: '十:10|拾:10|百:100|佰:100|千:1000|仟:1000',
	big: '万:10000|亿:100000000',
	articles: '',
	half: '个半',
};
