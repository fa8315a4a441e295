/** Where people come from and what they are called. */

export type Language = 'en' | 'de' | 'fr' | 'es';

export type Locale = {
  readonly country: string;
  readonly language: Language;
  /** Of UTC, without daylight saving. */
  readonly hoursEast: number;
  readonly weight: number;
  readonly given: readonly string[];
  readonly family: readonly string[];
};

const words = (text: string): readonly string[] => text.trim().split(/\s+/);

const english = {
  given:
    words(`Amelia Ben Carys Dylan Edith Finlay Gemma Harris Imogen Joel Kirsty Lewis Maisie Niall
    Orla Piers Quentin Rosie Stuart Tamsin Una Vaughan Wren Zara Callum Bethan`),
  family:
    words(`Abbott Barrow Calder Dunmore Ellery Farrow Greaves Hale Ibbotson Jessop Kerr Lowther
    Merrick Nash Ormond Pryce Rowan Salter Tully Underhill Vane Whitlock Yardley Cope Thorne`),
};
const german = {
  given:
    words(`Anja Bastian Carla Dieter Elif Florian Greta Hannes Ida Jonas Katrin Lukas Mareike Nils
    Ole Paula Ronja Stefan Tilda Uwe Vera Wiebke Yannick Zoe Birte Malte`),
  family:
    words(`Ahrens Brandt Claasen Dreher Ebert Falk Gerlach Hoff Imhof Jansen Kessler Lorenz Menzel
    Neuhaus Oster Pohl Reuter Seidel Thoma Uhl Vogt Wendt Zeller Hagen Kruse`),
};
const french = {
  given: words(`Adele Bastien Camille Damien Elodie Fabien Gaelle Hugo Ines Jules Karine Loic Manon
    Nathan Oceane Perrine Quentin Remi Solene Theo Ugo Valentine Yann Zelie Maelle Corentin`),
  family: words(`Aubry Bertin Caron Delmas Estienne Faure Gaillard Hamon Imbert Joly Kerouac Lacroix
    Marchal Noel Olivier Perrot Quere Rolland Segal Tissot Urbain Vasseur Weiss Blanchet`),
};
const spanish = {
  given:
    words(`Alba Bruno Carmen Diego Elena Fermin Gloria Hector Irene Javier Leire Mateo Nuria Oscar
    Pilar Quique Rocio Sergio Teresa Unai Valeria Xavi Yolanda Aitana Iker Marta`),
  family:
    words(`Abad Bermejo Castro Duran Esteban Ferrer Gallardo Herrero Ibarra Jurado Lozano Molina
    Navarro Ochoa Prieto Quintana Rivas Salas Tejada Urrutia Vidal Zamora Cano Robles`),
};
const nordic = {
  given:
    words(`Astrid Bjorn Cecilie Dag Elin Frida Gustav Hedda Isak Johanne Kaja Lars Maja Nora Oskar
    Petra Ragnar Signe Tuva Ulrik Vidar Ylva Silje Eskil Liv`),
  family: words(`Aasen Berg Dahl Eklund Falk Granlund Haugen Iversen Johansen Krog Lind Moen Nygaard
    Olsson Persson Rask Solberg Tangen Ulvik Vik Westin Sandvik Holm`),
};
const dutch = {
  given:
    words(`Anouk Bram Cas Daan Esmee Femke Gijs Hanneke Ilse Jelle Koen Lotte Mees Noor Okke Pien
    Ruben Sanne Thijs Veerle Wout Yara Joris Maartje`),
  family: words(`Bakker Brouwer Claassen Dekker Elzinga Faber Groen Hendriks Jonker Kuiper Lammers
    Meijer Nauta Postma Rietveld Smeets Terpstra Veenstra Wiersma Zijlstra`),
};

/** Those whose language has no texts of ours write in English. */
export const locales: readonly Locale[] = [
  { country: 'GB', language: 'en', hoursEast: 0, weight: 29, ...english },
  { country: 'US', language: 'en', hoursEast: -6, weight: 12, ...english },
  { country: 'CA', language: 'en', hoursEast: -5, weight: 4, ...english },
  { country: 'IE', language: 'en', hoursEast: 0, weight: 4, ...english },
  { country: 'DE', language: 'de', hoursEast: 1, weight: 17, ...german },
  { country: 'AT', language: 'de', hoursEast: 1, weight: 4, ...german },
  { country: 'FR', language: 'fr', hoursEast: 1, weight: 10, ...french },
  { country: 'ES', language: 'es', hoursEast: 1, weight: 7, ...spanish },
  { country: 'NO', language: 'en', hoursEast: 1, weight: 5, ...nordic },
  { country: 'SE', language: 'en', hoursEast: 1, weight: 4, ...nordic },
  { country: 'NL', language: 'en', hoursEast: 1, weight: 4, ...dutch },
];
