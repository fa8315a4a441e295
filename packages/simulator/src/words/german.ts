/** What German speakers say, by topic and mood. */
import type { Phrasebook } from './topics.ts';

export const german: Phrasebook = {
  delivery: {
    positive: [
      'Montag bestellt, Mittwoch da. Besser geht es nicht.',
      'Der Bote hat das Paket beim Nachbarn abgegeben, genau wie gewünscht.',
    ],
    negative: [
      'Seit {days} Tagen steht das Paket in {city}, und niemand weiß warum.',
      'Express bezahlt und trotzdem {days} Tage gewartet.',
    ],
    mixed: ['Schnell geliefert, aber das Paket lag im Regen.'],
  },
  sizing: {
    positive: [
      'Endlich eine {size}, die wirklich passt. Der Schnitt vom {jacket} ist ein Traum.',
      'Die Größentabelle stimmt auf den Zentimeter.',
    ],
    negative: [
      'Das Modell {jacket} fällt viel zu klein aus, trotz Tabelle.',
      'Zwei Größen bestellt, beide zurückgeschickt.',
    ],
    mixed: ['Am Bund perfekt, an den Beinen viel zu lang.'],
  },
  returns: {
    positive: [
      'Rücksendung ohne Theater, das Geld war nach {days} Tagen da.',
      'Der Retourenschein lag schon dabei. So soll es sein.',
    ],
    negative: [
      'Seit {days} Tagen warte ich auf meine Erstattung.',
      'Einen Retourenschein ausdrucken? Ich habe keinen Drucker.',
    ],
    mixed: ['Umtausch ging leicht, nur die Erstattung hat gedauert.'],
  },
  price: {
    positive: [
      'Nicht billig, aber mein altes Stück hat neun Winter gehalten.',
      '{product} im Angebot gekauft, jeden Euro wert.',
    ],
    negative: [
      '{product} ist schon wieder teurer geworden, gleiche Farbe, gleicher Stoff.',
      'Zwei Tage nach meinem Kauf ist es im Angebot. Ärgerlich.',
    ],
    mixed: ['Teuer, dafür kaufe ich nicht jedes Jahr neu.'],
  },
  quality: {
    positive: [
      'Nach zwei Jahren sehen die Nähte aus wie am ersten Tag.',
      'Dreißig Mal gewaschen und kein bisschen ausgeblichen.',
    ],
    negative: [
      'Der Reißverschluss vom {jacket} war nach drei Wochenenden hinüber.',
      'Nach der zweiten Wäsche voller Knötchen.',
    ],
    mixed: ['Toller Stoff, die Kordel wirkt dagegen billig.'],
  },
  search: {
    positive: [
      'Halbes Wort getippt und den {product} sofort gefunden.',
      'Der Filter nach Gewicht ist Gold wert.',
    ],
    negative: [
      'Ich suche Handschuhe und bekomme Socken.',
      'Kein Filter für die Beinlänge, also jede Hose einzeln ansehen.',
    ],
    mixed: ['Gute Filter, wenn man sie erst einmal gefunden hat.'],
  },
  account: {
    positive: [
      'Wunschliste, Größen, Bestellungen, alles an einem Ort.',
      'Angemeldet in einer Minute, sehr angenehm.',
    ],
    negative: [
      'Der Newsletter kommt immer noch, obwohl ich ihn abbestellt habe.',
      'Nach der neuen Adresse war meine Bestellhistorie weg.',
    ],
    mixed: ['Schön gemacht, nur die Rechnungen finde ich nie.'],
  },
  service: {
    positive: [
      'Innerhalb einer Stunde hat ein echter Mensch geantwortet.',
      'Sehr nett am Telefon und sofort eine Lösung gehabt.',
    ],
    negative: [
      'Drei Mails, dreimal dieselbe vorgefertigte Antwort.',
      'Seit {days} Tagen keine Antwort vom Kundendienst.',
    ],
    mixed: ['Freundlich, aber langsam.'],
  },
  repair: {
    positive: [
      'Den alten Reißverschluss für wenig Geld repariert. Ich bleibe Kunde.',
      'Mein {jacket} kam geflickt und gewaschen zurück.',
    ],
    negative: [
      'Lässt sich mein {jacket} reparieren? Nirgends steht etwas dazu.',
      'Nach einer Ersatzschnalle gefragt, einen neuen Rucksack angeboten bekommen.',
    ],
    mixed: ['Reparatur kostenlos, das Porto leider nicht.'],
  },
  materials: {
    positive: [
      'Wolle, die nicht kratzt. Ich hatte schon aufgegeben.',
      'Ohne Beschichtung und trotzdem trocken, danke dafür.',
    ],
    negative: [
      'Riecht auch nach {days} Tagen Lüften noch nach Chemie.',
      '"Überwiegend recycelt" heißt wie viel genau?',
    ],
    mixed: ['Weicher als früher, aber leider auch dünner.'],
  },
  stock: {
    positive: [
      'Die Mail, dass meine Größe wieder da ist, kam sofort.',
      'Auch ausgefallene Größen sind da. Danke!',
    ],
    negative: [
      'Größe {size} ist seit dem Frühjahr ausverkauft.',
      'Erst lieferbar, dann doch nicht. Schade.',
    ],
    mixed: ['Falsche Farbe genommen, weil die richtige fehlte. Gefällt mir trotzdem.'],
  },
  suggestions: {
    positive: [
      'Drei Vorschläge statt dreihundert, genau richtig.',
      'Die Empfehlungen treffen meinen Geschmack inzwischen gut.',
    ],
    negative: [
      'Ich suche viel zu lange. Zeigt mir doch einfach, was zu mir passt.',
      'Empfohlen wird mir, was ich letzte Woche gekauft habe.',
    ],
    mixed: ['Bei Jacken gute Vorschläge, bei Schuhen gar nicht.'],
  },
  outdoors: {
    positive: [
      'Drei Tage Regen bei {city} und im {jacket} alles trocken.',
      'Bei minus acht Grad darin geschlafen, warm bis zum Morgen.',
    ],
    negative: [
      'Nach einer Stunde Nieselregen war der {jacket} durchnässt.',
      'Blasen an beiden Fersen nach {days} Kilometern.',
    ],
    mixed: ['Für die Hütte warm genug, für den Grat nicht.'],
  },
  packaging: {
    positive: ['Papier statt Plastik, sehr gut.', 'Schön verpackt, mit handgeschriebenem Gruß.'],
    negative: [
      'Ein Paar Socken in einem Schuhkarton. Warum?',
      'Jedes Teil einzeln in Plastik, das muss nicht sein.',
    ],
    mixed: ['Hübsche Schachtel, zur Hälfte voll Luft.'],
  },
};
