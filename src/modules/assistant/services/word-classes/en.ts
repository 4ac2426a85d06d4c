/** English words by what they stand for; `*` is any ending. */
export const en = {
	someone:
		'technician*|tech|techs|engineer*|plumber*|electrician*|fitter*|mechanic*|installer*|craftsman|repairman|serviceman|guy*|man|men|crew|team|somebody|someone|sb|anybody|anyone|your people|one of you|your side|specialist*|expert*|worker*',
	come: 'come|comes|coming|came|send|sends|sent|drop by|drop in|stop by|pop by|visit*|come over|come round|on site|onsite|out here|at our|to our|on the spot|call out|callout|swing by|be here|show up',
	machine:
		'compressor*|machine*|unit*|boiler*|heating|heater*|furnace*|aircon*|air con*|ac|pump*|dryer*|drier*|device*|equipment|plant|system*|appliance*|ka 5|ka 11|ka 22|kp 2|fridge*|ventilation|radiator*|generator*|motor*|engine*|dishwasher*|washer|installation|chiller*',
	part: 'filter*|valve*|belt*|separator*|sensor*|hose*|oil|thermostat*|socket*|tap|taps|faucet*|toilet*|sink*|pipe*|wiring|cable*|lamp*|light*|drain*',
	work: 'service|serviced|servicing|maintenance|maintain*|maintainance|inspect*|check up|checkup|checked|looked at|look at|look over|a look|cleaned|cleaning|replaced|replace|install|overhaul*|tune up|due|overdue|yearly|annual|annually|regular|routine|hours|oil change|filter change|change the|checkup|safety check|test|measure*|tighten*|go over',
	when: 'today|tomorrow|tonight|monday|tuesday|wednesday|thursday|friday|saturday|sunday|mon|tue|wed|thu|fri|morning|afternoon|evening|noon|week|weekend|month|day|days|date|january|february|march|april|june|july|august|september|october|november|december|christmas|spring|summer|autumn|winter|am|pm|oclock|th|soon|holiday*|next|0',
	book: 'book|booked|booking*|appointment*|apointment*|appt|schedul*|slot*|reserv*|arrange*|arranging|set a date|fix a date|set up a time|put us down|put me down|put me in|sign me up|fit us in|fit me in|plan|order a|request a|available|availab*|free|make a date|when can|get a|get me a|organise|organize',
	move: 'move|moved|moving|shift*|postpon*|reschedul*|rearrang*|another|different|instead|rather than|swap*|switch to|delay*|push*|put off|put back|put it off|bring forward|brought forward|forward|later|earlier|sooner|change the date|change the time|change my|change the booking|change the appointment|the week after|make it|rather|supposed to|unavailable|only do|only after|other day|other time|new time|new date|clash*|suit me|no longer suits|cant make|cant do|cannot make|wont be|not be there|away|busy|something came up|alter*|bring it|wrong day|wrong date|wrong time|inconvenient|doesnt work for me|dont work for me|doesnt work for us|doesnt suit|not work for|bad for us|bad for me|meant',
	not: 'no|not|dont|doesnt|didnt|isnt|wont|cant|cannot|never|nobody|without|neednt|nothing',
	anymore:
		'anymore|any more|no longer|after all|not needed|isnt needed|dont need|not need|no need|wont need|wont be needing|dont want|not want|neednt|unnecessary|obsolete',
	cancel:
		'cancel*|cancl*|call off|called off|call it off|call the|off the|is off|calling off|drop my|drop the|drop it|dropped|delete*|remove*|take me off|take us off|take it out|scrap*|withdraw*|undo|forget about|forget the|annul*|abort*|skip*|strike out|unbook|get rid of|stay home|dont come|not come|not to come|stop the visit|stop him|void|revoke*|release*|off the list|off the schedule|changed my mind|changed our mind*|by mistake|by accident|accidentally|twice|sold|switched to another',
	solved:
		'works again|working again|runs again|running again|runs fine|fixed it|already fixed|repaired it|already repaired|solved|resolved|already|ourselves|sorted|is fine now|found the problem|somebody else|someone else',
	fresh:
		'new|brand new|newly|just|fresh*|arrived|delivered|delivery|bought|purchased|unpack*|crate*|pallet|box|first|initial*|never run|got my|is here|got here|received|replacement|installed|in place|connected|mounted|hooked up',
	start:
		'commission*|commision*|start up|startup|start up|start it|started|start it up|first start|first run|put into operation|into operation|in operation|put into service|into service|set up|sets up|setup|set it up|get it running|up and running|running|switch on|switch it on|hand over|handover|instruct*|go live|first time|power up|activate*|turn it on|connect|adjusted|put to work|start the new|install and',
	broken:
		'broke|broken|broken down|breakdown|break down|dead|died|dies|stopped|stops|stopped working|fail*|leak*|smok*|burn*|noise|noisy|loud|rattl*|trip|trips|tripping|tripped|out of order|out of action|down|defect*|fault|faulty|malfunction*|burst*|flood*|overflow*|overheat*|wont start|wont turn on|wont switch on|wont build up|doesnt start|doesnt turn|does not start|does not turn|not working|doesnt work|does not work|wont work|nothing works|no air|no heat|no hot water|no power|no pressure|no water|cold|freezing|shut down|shuts down|shutdown|cuts out|cut out|blows|blocked|clogged|stuck|cracked|snapped|hiss*|smell*|stink*|red light|alarm|error|shows e|standing still|standstill|stands still|production|quit|crash*|black|blank|vibrat*|shak*|pouring|dripping|iced|frozen|hums|gone|lost|losing|drops to|kaputt|conked out|broke down|acting up|sparks|sparking|short circuit|drops|keeps|spraying|exploded|puddle|all over the floor|quits|stops running|e 0|e 0|damage*|wrong',
	urgent:
		'urgent*|help|emergency|quick|quickly|asap|immediately|right now|right away|dangerous|danger|hurry|since last night|since this morning|since yesterday|since|again and again',
	repair: 'repair*|fix|fixed|fixing|mend*',
	tell: 'report*|notify|inform|register a fault|log a',
	guide:
		'walk me|guide me|guide|lead me|take me through|talk me through|help me|show me|tell me|step by step|one by one|one at a time|step|steps|with me|together|with you|through|ask me|questions|pictures|interactive|myself|my own|on my own|own|before i call|before you send|before i pay|before calling|self|can you help|could you help|teach me|assist me|lets|instructions|checklist',
	find: 'find out|find the|figure out|work out|diagnos*|troubleshoot*|trouble shoot*|trouble shooting|track down|locate*|cause|causes|whats wrong|what is wrong|what went wrong|reason|identify|narrow*|what could|where the problem|detect*|whats up|what is up|fault finding|fault finder|checks|investigat*|pinpoint|spot the|solve|analyse|analyze|go through|look for|find what|which part|rule out|possible causes|what it is|what is broken|whats broken',
	which:
		'which|what size|what kind|how big|how large|recommend*|suggest*|choos*|choice|pick|picking|select*|advise|advice|fit|fits|suit|suits|suitable|right for|right one|right machine|right model|best|better|cant decide|dont know which|what do you have|what power|what machine|what do i need|decide|decision|compare*|enough for|big enough|what would|what should i|should i|should we|would you|match|size|sizing|calculate|quiz|finder|proper|ideal|propose|consult*',
	buy: 'buy|buying|purchase|purchasing|order|ordering|budget|model*|product*|invest*|shopping|get one|replace it|looking for a|sell|kind of machine|need a new|need a compressor|want a compressor',
	purpose:
		'workshop|factory|joinery|garage|practice|dentist|dental|lab|brewery|bakery|print shop|printing|car wash|tyre|tire|furniture|paint*|spray*|sandblast*|blasting|nail gun*|gun|guns|grinder*|sander*|cnc|tools|tool|litres|liters|l min|cubic|m3|kw|bar|piston|screw|variable speed|quiet|silent|people|employees|consumption|carpent*|house|shop',
	rate: 'rate|rated|rating*|review*|feedback|star|stars|survey|questionnaire|opinion|comment*|praise*|compliment*|score*|grading|want to say|tell you how|tell the boss|satisfied|satisfaction|satisfactory|evaluat*|points|grade|grading|assess*|thumbs up|thumbs down|happy with|unhappy with|not happy|pleased|impression|impressed|experience|critici*|out of 5|out of five|out of ten|how it went|how was|how the|recommendation|appreciat*|thought of|form|record',
	past: 'yesterday|last|was|were|did|had|went|recent*|the other day|ago|after the',
	good: 'great|good|friendly|polite|excellent|wonderful|perfect*|nice|quick|fast|clean|professional|awesome|amazing|super|helpful|well|kind|competent',
	bad: 'bad|poor|rude|disaster|terrible|awful|late|mess|messy|dirty|sloppy|unfriendly|expensive|careless',
	ask: '^how|^what|^where|^why|^when|^who|^is|^are|^does|^do|^which|how often|how much|how long|how many|what does|what is|whats the|how do i|can i|do i have|do you|where is|where do',
	money:
		'price*|cost*|fee|fees|invoice*|charge|charged|pay|payment|bill|refund|money|discount|policy|terms|warranty|guarantee',
	wish: 'want|wanna|would like|id like|need|please|pls|can you|could you|can u|could we|can we|may i|looking to|kindly|let me|wish|require*|i must|any chance|is it possible|possible|like to',
};
