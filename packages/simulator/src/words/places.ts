/** How people speak of the steps of the shop: what they wanted to do, and where that was. */
import type { Place } from '../company.ts';
import type { Language } from '../names.ts';

export type PlaceWords = {
  /** Follows "I wanted to", "Ich wollte", "Je voulais", "Quería". */
  readonly goal: string;
  readonly where: string;
};

const say = (goal: string, where: string): PlaceWords => ({ goal, where });

export const placeWords: Readonly<Record<Place, Readonly<Record<Language, PlaceWords>>>> = {
  'products listed': {
    en: say('see the list of jackets', 'on the shop overview'),
    de: say('die Jacken ansehen', 'in der Übersicht'),
    fr: say('voir la liste des vestes', 'sur la page du catalogue'),
    es: say('ver la lista de chaquetas', 'en el catálogo'),
  },
  'product viewed': {
    en: say('open a product', 'on the product page'),
    de: say('einen Artikel öffnen', 'auf der Artikelseite'),
    fr: say('ouvrir un article', 'sur la fiche produit'),
    es: say('abrir un producto', 'en la ficha del producto'),
  },
  'product added': {
    en: say('add the boots to my basket', 'next to the size picker'),
    de: say('die Schuhe in den Warenkorb legen', 'bei der Größenauswahl'),
    fr: say('mettre les chaussures au panier', 'près du choix de la taille'),
    es: say('añadir las botas a la cesta', 'junto al selector de talla'),
  },
  'basket viewed': {
    en: say('open my basket', 'in the basket'),
    de: say('meinen Warenkorb öffnen', 'im Warenkorb'),
    fr: say('ouvrir mon panier', 'dans le panier'),
    es: say('abrir mi cesta', 'en la cesta'),
  },
  'checkout started': {
    en: say('go to checkout', 'below the basket'),
    de: say('zur Kasse gehen', 'unter dem Warenkorb'),
    fr: say('passer commande', 'sous le panier'),
    es: say('tramitar el pedido', 'debajo de la cesta'),
  },
  'address entered': {
    en: say('enter my address', 'on the address form'),
    de: say('meine Adresse eingeben', 'im Adressformular'),
    fr: say('saisir mon adresse', "dans le formulaire d'adresse"),
    es: say('poner mi dirección', 'en el formulario de dirección'),
  },
  'delivery chosen': {
    en: say('pick a delivery option', 'on the delivery step'),
    de: say('eine Lieferart wählen', 'bei der Lieferart'),
    fr: say('choisir un mode de livraison', "à l'étape de livraison"),
    es: say('elegir el tipo de envío', 'en el paso del envío'),
  },
  'payment entered': {
    en: say('enter my card', 'on the payment step'),
    de: say('meine Karte eingeben', 'beim Bezahlen'),
    fr: say('saisir ma carte', "à l'étape de paiement"),
    es: say('meter mi tarjeta', 'en el paso del pago'),
  },
  'order placed': {
    en: say('place the order', 'on the last page of checkout'),
    de: say('die Bestellung abschicken', 'auf der letzten Seite der Kasse'),
    fr: say('valider la commande', 'sur la dernière page'),
    es: say('confirmar el pedido', 'en la última página'),
  },
  'account created': {
    en: say('create an account', 'on the sign-up form'),
    de: say('ein Konto anlegen', 'bei der Anmeldung'),
    fr: say('créer un compte', "sur le formulaire d'inscription"),
    es: say('crear una cuenta', 'en el registro'),
  },
  'email confirmed': {
    en: say('confirm my email', 'on the confirmation page'),
    de: say('meine E-Mail bestätigen', 'auf der Bestätigungsseite'),
    fr: say('confirmer mon adresse mail', 'sur la page de confirmation'),
    es: say('confirmar mi correo', 'en la página de confirmación'),
  },
  'sizes saved': {
    en: say('save my sizes', 'in the size profile'),
    de: say('meine Größen speichern', 'im Größenprofil'),
    fr: say('enregistrer mes tailles', 'dans le profil des tailles'),
    es: say('guardar mis tallas', 'en el perfil de tallas'),
  },
  'interests chosen': {
    en: say('choose my interests', 'on the interests page'),
    de: say('meine Interessen auswählen', 'auf der Seite mit den Interessen'),
    fr: say('choisir mes activités', "sur la page des centres d'intérêt"),
    es: say('elegir mis intereses', 'en la página de intereses'),
  },
  'first wish saved': {
    en: say('put a jacket on my wish list', 'on the wish list'),
    de: say('eine Jacke auf die Wunschliste setzen', 'auf der Wunschliste'),
    fr: say("ajouter une veste à ma liste d'envies", "dans la liste d'envies"),
    es: say('guardar una chaqueta en mi lista de deseos', 'en la lista de deseos'),
  },
  'friends chosen': {
    en: say('pick the friends to invite', 'on the invite page'),
    de: say('Freunde zum Einladen auswählen', 'auf der Einladungsseite'),
    fr: say('choisir des amis à inviter', "sur la page d'invitation"),
    es: say('elegir a los amigos que invito', 'en la página de invitaciones'),
  },
  'invitation written': {
    en: say('write my invitation', 'in the invitation text'),
    de: say('meine Einladung schreiben', 'beim Einladungstext'),
    fr: say('écrire mon invitation', "dans le texte de l'invitation"),
    es: say('escribir mi invitación', 'en el texto de la invitación'),
  },
  'invitation sent': {
    en: say('send the invitation', 'at the end of the invite page'),
    de: say('die Einladung abschicken', 'am Ende der Einladungsseite'),
    fr: say("envoyer l'invitation", "en bas de la page d'invitation"),
    es: say('enviar la invitación', 'al final de la página de invitaciones'),
  },
};
