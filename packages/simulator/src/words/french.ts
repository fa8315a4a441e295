/** What French speakers say, by topic and mood. */
import type { Phrasebook } from './topics.ts';

export const french: Phrasebook = {
  delivery: {
    positive: [
      'Commandé lundi, reçu mercredi. Parfait.',
      'Le livreur a laissé le colis chez le voisin, comme demandé.',
    ],
    negative: [
      'Le colis est bloqué à {city} depuis {days} jours.',
      "J'ai payé l'express et attendu {days} jours.",
    ],
    mixed: ['Livraison rapide, mais le carton est resté sous la pluie.'],
  },
  sizing: {
    positive: [
      'Enfin un {size} qui est un vrai {size}.',
      'Le guide des tailles est exact au centimètre.',
    ],
    negative: [
      'Le modèle {jacket} taille beaucoup trop petit.',
      'Deux tailles commandées, deux retours.',
    ],
    mixed: ['Parfait à la taille, bien trop long aux jambes.'],
  },
  returns: {
    positive: [
      'Retour sans histoire, remboursée en {days} jours.',
      "L'étiquette de retour était déjà dans le colis.",
    ],
    negative: [
      "J'attends mon remboursement depuis {days} jours.",
      "Imprimer une étiquette ? Je n'ai pas d'imprimante.",
    ],
    mixed: ['Échange facile, remboursement plutôt lent.'],
  },
  price: {
    positive: [
      'Pas donné, mais le précédent a tenu neuf hivers.',
      'Acheté en solde, une très bonne affaire.',
    ],
    negative: [
      'Encore une hausse de prix pour la même veste.',
      'En solde deux jours après mon achat, ça fait mal.',
    ],
    mixed: ['Cher, mais je ne rachète plus chaque année.'],
  },
  quality: {
    positive: [
      'Les coutures sont comme neuves après deux ans.',
      'Trente lavages et pas une bouloche.',
    ],
    negative: [
      'La fermeture éclair a lâché au troisième week-end.',
      'Ça bouloche dès le deuxième lavage.',
    ],
    mixed: ['Très beau tissu, le cordon fait bon marché.'],
  },
  search: {
    positive: [
      'Un demi-mot tapé et trouvé tout de suite.',
      'Le filtre par poids est une excellente idée.',
    ],
    negative: [
      'Je cherche des gants, je trouve des chaussettes.',
      'Aucun filtre pour la longueur de jambe.',
    ],
    mixed: ['Bons filtres, encore faut-il les trouver.'],
  },
  account: {
    positive: [
      'Envies, tailles, factures, tout est bien rangé.',
      'Inscription faite en une minute.',
    ],
    negative: [
      'Je reçois toujours la lettre malgré ma désinscription.',
      "En changeant d'adresse, j'ai perdu mon historique.",
    ],
    mixed: ['Joli espace client, mais où sont les factures ?'],
  },
  service: {
    positive: [
      "Une vraie personne m'a répondu dans l'heure.",
      'Conseil honnête au téléphone, je reviendrai.',
    ],
    negative: [
      'Trois messages, trois fois la même réponse toute faite.',
      'Aucune réponse depuis {days} jours.',
    ],
    mixed: ['Très aimables, mais lents.'],
  },
  repair: {
    positive: [
      "Fermeture réparée pour le prix d'un café, bravo.",
      'Ma veste est revenue recousue et lavée.',
    ],
    negative: [
      'Peut-on faire réparer mon {jacket} ? Rien sur le site.',
      'Je demande une boucle, on me propose un sac neuf.',
    ],
    mixed: ['Réparation gratuite, pas le port.'],
  },
  materials: {
    positive: ['De la laine qui ne gratte pas, enfin !', 'Sans plastique et quand même au sec.'],
    negative: [
      'Odeur de produit chimique même après {days} jours.',
      '« En grande partie recyclé », soit combien ?',
    ],
    mixed: ["Plus doux qu'avant, mais plus fin aussi."],
  },
  stock: {
    positive: [
      'Prévenu tout de suite du retour de ma taille.',
      'Même les tailles rares sont là, merci.',
    ],
    negative: ['Plus de {size} depuis le printemps.', 'Disponible à la commande, puis annulé.'],
    mixed: ['Pas la bonne couleur en stock, mais elle me plaît.'],
  },
  suggestions: {
    positive: [
      'Trois idées au lieu de trois cents, parfait.',
      'Les conseils tombent juste maintenant.',
    ],
    negative: [
      'Je passe trop de temps à chercher, montrez-moi ce qui me plaira.',
      "On me conseille ce que j'ai acheté la semaine dernière.",
    ],
    mixed: ['Bonnes idées pour les vestes, nulles pour les chaussures.'],
  },
  outdoors: {
    positive: [
      "Trois jours de pluie et rien n'a percé.",
      'Dormi par moins huit avec, bien au chaud.',
    ],
    negative: [
      'Le {jacket} était trempé après une heure de bruine.',
      'Des ampoules aux deux talons au bout de {days} kilomètres.',
    ],
    mixed: ['Assez chaud pour le refuge, pas pour la crête.'],
  },
  packaging: {
    positive: ['Du papier au lieu du plastique, merci.', 'Bien emballé, avec un petit mot.'],
    negative: [
      'Une paire de chaussettes dans un carton à bottes.',
      'Chaque article dans son sachet plastique, dommage.',
    ],
    mixed: ["Belle boîte, à moitié pleine d'air."],
  },
};
