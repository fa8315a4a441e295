/** What English speakers say, by topic and mood. */
import type { Phrasebook } from './topics.ts';

export const english: Phrasebook = {
  delivery: {
    positive: [
      'Ordered on Monday night, the {product} was at my door on Wednesday. Brilliant.',
      'The courier left it with the neighbour I had asked for. Small thing, made my week.',
      'Arrived in {days} days although {city} is not exactly next door to you.',
      'Loved that I could move the delivery to Saturday while the parcel was already on its way.',
    ],
    negative: [
      'Still waiting. {days} days and the tracking has not moved since {city}.',
      'The parcel was marked as delivered while I was sitting at home. No parcel.',
      'Paid for express and it took {days} days, the trip was over by then.',
      'Why does one {product} come in three deliveries on three days?',
    ],
    mixed: [
      'Fast to {city}, but the courier left it out in the rain.',
      'The {product} came late, at least somebody wrote to tell me before I had to ask.',
      'Shipping is quick, just a pity that the parcel shop option is always the far one.',
    ],
  },
  sizing: {
    positive: [
      'For once a size {size} that is a size {size}. The {jacket} fits as if made for me.',
      'The size chart was right to the centimetre, will trust it again.',
      'Short legs, long arms, and the {jacket} still fits. Hats off.',
      'I compared with an old jacket as you suggest and the {size} was spot on.',
    ],
    negative: [
      'The {jacket} in {size} is tight across the shoulders, your chart promised otherwise.',
      'Two orders, two sizes, two returns. Something is off with the {jacket}.',
      'Sleeves end well above my wrists, and I am not a giant.',
      'What you call {size} others sell as one smaller. Every single time.',
    ],
    mixed: [
      'Waist is perfect, legs are far too long. So close!',
      'The {shoes} run small but after swapping for the next size I love them.',
      'Good fit around the chest, I only wish it came in half lengths.',
    ],
  },
  returns: {
    positive: [
      'Sent the {product} back and had my money after {days} days. No questions.',
      'The return label was in the box already. That is how it should be.',
      'Swapping the {jacket} for a {size} took one email. Lovely.',
      'Returned half of what I ordered and still felt welcome.',
    ],
    negative: [
      'I returned the {product} {days} days ago and have not seen a cent of my refund.',
      'Having to print a label in this decade. I own no printer.',
      'You kept the postage when I returned it, nobody told me before.',
      'My refund came as a voucher. I did not ask for a voucher.',
    ],
    mixed: [
      'Return was easy, the refund then took {days} days.',
      'Sending it back cost me an hour at the post office, but the money was there the next day.',
      'Thirty days to return are fair. That the clock starts when you ship it is not.',
    ],
  },
  price: {
    positive: [
      'Not cheap, but my last {jacket} lived nine winters. Do the maths.',
      'Got the {product} in the sale, best money I have spent this year.',
      'Fair price for something that was sewn by people who get paid.',
      'The member discount paid for my membership with a single order.',
    ],
    negative: [
      'The {product} went up again. Same thing, same colour, one year later.',
      'Bought the {product} and two days later it is in the sale. That stings.',
      'Lovely stuff, but who is able to afford a family set of it?',
      'The voucher from the newsletter excludes nearly everything I would want.',
    ],
    mixed: [
      'Expensive. Then again I have stopped buying a new one each year.',
      'Great value in the sale, hard to justify at full price.',
      'The {product} is worth it, the {other} at that price I am less sure.',
    ],
  },
  quality: {
    positive: [
      'The seams on the {jacket} look as good after two years as on the first day.',
      'You can feel that somebody thought about each pocket of the {jacket}.',
      'Washed it thirty times, no pilling, no fading.',
      'My daughter now wears the {jacket} I wore as a student. Says it all.',
    ],
    negative: [
      'The zip of the {jacket} gave up on the third weekend.',
      'Pilling after the second wash. I expect better from you.',
      'A seam came undone on the {pack}, right at the shoulder strap.',
      'The lining of the {jacket} is coming loose, and I hardly wore it.',
    ],
    mixed: [
      'Fabric is superb, the drawstring feels like it belongs to something cheaper.',
      'Solid {pack}. Only the colour faded more than I hoped.',
      'Very well made on the whole, just a loose thread here and there.',
    ],
  },
  search: {
    positive: [
      'Typed half a word and there it was. Your search is quick.',
      'The filter for weight is a gift to everyone who carries things up hills.',
      'Found the {product} by the name of the colour only. Impressed.',
      'Being able to filter by temperature is so clever.',
    ],
    negative: [
      'I search for gloves and get socks. Four pages of socks.',
      'No filter for leg length, so I open every pair of trousers one by one.',
      'Sorting by price puts gaiters before jackets. What for?',
      'I know you sell a {product}, your search does not.',
    ],
    mixed: [
      'The filters are great once you have found where they hide.',
      'Search works, although it forgets my filters when I go one page back.',
      'Nice overview, too many colours of the same thing in it.',
    ],
  },
  account: {
    positive: [
      'Wish list, sizes, orders, all in one tidy place. Thank you.',
      'Signing up took less time than lacing my boots.',
      'Good that I can download all my invoices at once.',
      'I like that my account remembers what the children wear.',
    ],
    negative: [
      'Two accounts for one address and no way to put them together.',
      'The newsletter keeps coming, I unsubscribed {days} days ago.',
      'I changed my email and lost my order history.',
      'Why do I need an account to look at my own invoice?',
    ],
    mixed: [
      'The account pages look nice, I just never find the invoices.',
      'Points for members are fun, what they are good for is a riddle.',
      'Easy sign-up, then four mails on the first day. Three too many.',
    ],
  },
  service: {
    positive: [
      'A real human answered within the hour and knew the {product} by heart.',
      'Your support rang me back to ask whether the {size} had worked out. Who does that?',
      'Kind, quick, and they admitted the mistake was theirs. Rare.',
      'The chat told me honestly not to buy the {product} for what I had planned. Now I trust you.',
    ],
    negative: [
      'Wrote three mails, got three times the same ready-made answer.',
      '{days} days without a reply. I have given up asking.',
      'The person on the phone had never heard of the {product}.',
      'I was passed on from one colleague to the next, four in total.',
    ],
    mixed: [
      'They did solve it in the end. It took {days} days and a lot of patience.',
      'Friendly people, slow answers.',
      'The first agent had no idea, the second one fixed it in a minute.',
    ],
  },
  repair: {
    positive: [
      'You mended the zip of my old {jacket} for the price of a coffee. Customer for life.',
      'Sent in a torn sleeve, got it back with a patch I like better than the jacket.',
      'Repair took {days} days and the {jacket} came back washed as well.',
      'A shop that tells me to repair rather than to buy. More of that.',
    ],
    negative: [
      'Can my {jacket} be repaired? I cannot find a word about it anywhere.',
      'Asked for a spare buckle, was offered a new pack. That is not what repair means.',
      'Your repair form ends with "sold out". How can a repair be sold out?',
      'It takes {days} weeks to get a zip replaced, half the winter is gone.',
    ],
    mixed: [
      'Glad that you repair at all, I only wish I could do it myself with a spare part.',
      'The patch holds, though it is a rather different shade of green.',
      'Repair was free, the postage both ways was not.',
    ],
  },
  materials: {
    positive: [
      'No more plastic coating and still dry. I noticed, thank you.',
      'I like reading on the label which farm the wool is from.',
      'The {jacket} in recycled yarn feels no different. Well done.',
      'Merino that does not itch! I had given up on wool.',
    ],
    negative: [
      'You write "mostly recycled". How much is mostly?',
      'The {jacket} smells of chemicals even after airing it for {days} days.',
      'Wool from the other side of the world is not what I call sustainable.',
      'My skin does not get along with the new fabric, the old one was fine.',
    ],
    mixed: [
      'Good to see less nylon in it, but it dries more slowly now.',
      'I believe you about the wool, I would like to believe you about the dye too.',
      'Softer than the old fabric and, sadly, thinner too.',
    ],
  },
  stock: {
    positive: [
      'The mail that my size is back came within the hour, got the last {product}.',
      'You always have the odd sizes. I am an odd size.',
      'Nice that you show how many are left without making a drama of it.',
      "The {product} in last year's colour was still there. Happy.",
    ],
    negative: [
      'The {jacket} in {size} has been out of stock since spring.',
      'Sold out, sold out, sold out. Do you make five of each?',
      'It was available when I ordered, then came a mail that it is not.',
      'Never any {size} left by the time the newsletter reaches me.',
    ],
    mixed: [
      'Wrong colour in stock, right colour in {days} weeks. I took the wrong one and like it.',
      'The store in {city} had it, the site said it was gone.',
      'Pre-order worked fine, only the date moved twice.',
    ],
  },
  suggestions: {
    positive: [
      'Came for a headlamp and was shown the mittens I did not know I needed.',
      'The outfit ideas are so much better than endless lists.',
      'It asked where I am going and showed me three things. Three! Perfect.',
      'Your suggestions get my taste by now, a little spooky, very handy.',
    ],
    negative: [
      'I waste too much time browsing; just show me what I will love.',
      'You recommended the {product} the week after I bought it.',
      'All the recommendations are for people who climb. I walk my dog.',
      'Too much to choose from, I left without anything.',
    ],
    mixed: [
      'Recommendations are good for jackets and useless for shoes.',
      'Liked two of the suggested items, but please stop showing me the {product}.',
      'Fun to scroll through, though I would rather tell you what I need.',
    ],
  },
  outdoors: {
    positive: [
      'Three days of rain near {city} and the {jacket} kept me dry to the last hour.',
      'Slept in the {jacket} at minus eight. Warm all night.',
      'Carried the {pack} over four passes and forgot I had it on.',
      'Wind from all sides on the ridge and I did not feel a thing.',
    ],
    negative: [
      'The {jacket} soaked through after an hour of drizzle. That is not waterproof.',
      'My hands were frozen in the mittens at two degrees above zero.',
      'The {shoes} gave me blisters after {days} kilometres, both heels.',
      'The hood of the {jacket} comes off with the first gust.',
    ],
    mixed: [
      'Warm enough for the hut, not for the ridge.',
      'Keeps the rain out and, alas, the sweat in.',
      'The {shoes} have great grip on rock and none on wet roots.',
    ],
  },
  packaging: {
    positive: [
      'Paper instead of plastic, and a box I use again. Good.',
      'The {product} came in a cloth bag that now holds my tent pegs.',
      'No pile of leaflets in the parcel. Bless you.',
      'Neatly packed, with a handwritten note. I kept the note.',
    ],
    negative: [
      'A pair of socks in a box fit for boots. Why?',
      'Every single item in its own plastic sleeve, and then you write about forests.',
      'The carton was torn open and the {product} was damp.',
      'So much tape that I needed a knife and nearly cut the {product}.',
    ],
    mixed: [
      'Nice box, half of it filled with air.',
      'Less plastic than last year, still more than none.',
      'The gift paper was lovely, the price tag was still on the {product}.',
    ],
  },
};
