import type { NumberWords } from '../number-words.ts';

export const en: NumberWords = {
	ones: 'zero:0|one:1|two:2|three:3|four:4|five:5|six:6|seven:7|eight:8|nine:9|ten:10|eleven:11|twelve:12|thirteen:13|fourteen:14|fifteen:15|sixteen:16|seventeen:17|eighteen:18|nineteen:19|a couple of:2|a couple:2|couple of:2|couple:2|both:2|half a dozen:6|a dozen:12|dozen:12|single:1',
	tens: 'twenty:20|thirty:30|forty:40|fifty:50|sixty:60|seventy:70|eighty:80|ninety:90',
	small: 'hundred:100|hundred and:100',
	big: 'thousand:1000|thousand and:1000|k:1000|million:1000000|billion:1000000000|bn:1000000000',
	articles: 'a|an',
	half: 'and a half',
};
