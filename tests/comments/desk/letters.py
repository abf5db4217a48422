"""What readers write to a paper about backs, every one in words of its own."""

QUESTIONS = """
Does a hot bath do anything for sciatica?
Which side should I lie on when my hip aches?
Can swimming replace the exercises in the second picture?
Is it safe to garden two weeks after a slipped disc?
How firm ought a mattress to be?
My daughter carries twelve kilos to school, is that harmful?
Would a standing desk have spared me the surgery?
What do physiotherapists think of foam rollers?
Should children stretch before football?
Are corsets still prescribed anywhere?
Why is the pain always worst at dawn?
Where can I read the Norwegian study you mention?
Has anyone here tried acupuncture for a stiff neck?
When may I drive again, doctor?
Do insoles make any difference at my age?
Could vitamin D be the missing piece?
Who decides whether an X-ray is needed?
At what point does numbness become an emergency?
Is cracking my knuckles really harmless?
Will losing weight take pressure off the lumbar discs?
Does cycling count as rest or as strain?
Was the advice about bed rest ever based on trials?
How many painkillers a week are too many?
Can stress alone lock a shoulder?
What chair do you sit on while writing these articles?
Is yoga with scoliosis a bad idea?
May I skip rope with flat feet?
Which muscles hold the spine upright?
Have you heard of people healing without any treatment?
Would you ask for a second opinion before fusion?
""".strip().splitlines()

STORIES = """
I threw out the armchair in March and have slept through since.
Grandfather swore by goose fat; we laughed, he danced until ninety.
Three doctors said operate, the fourth told me to get a dog.
Thank you for printing the numbers and not only the promises.
In our choir half the altos complained until we bought cushions.
The bus drivers of my depot do the wall exercise at every terminus.
Rowing nearly ruined me, rowing properly cured me.
It took eleven weeks, exactly as your table said it would.
I am a nurse on nights and can only confirm the part about lifting.
Pregnancy was the turning point, nobody had warned us.
You forgot to mention shoes with a heel.
Our village hall lends walking poles to anybody who asks.
Cold showers were useless, but they woke me up.
The drawing of the pelvis finally made me understand my own limp.
After the accident I kept a diary, and pages without pain grew.
My employer paid for the course once I showed him this article.
Reading glasses! I had been bending forward for years without knowing.
Since retiring I hang from the apple tree every evening.
A tailor here: we sit cross-legged, and none of us has trouble.
I disagree about pillows, mine is flat as paper and I am content.
""".strip().splitlines()
