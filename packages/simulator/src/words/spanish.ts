/** What Spanish speakers say, by topic and mood. */
import type { Phrasebook } from './topics.ts';

export const spanish: Phrasebook = {
  delivery: {
    positive: [
      'Pedido el lunes, en casa el miércoles. Genial.',
      'El repartidor lo dejó con la vecina, como pedí.',
    ],
    negative: [
      'El paquete lleva {days} días parado en {city}.',
      'Pagué envío urgente y tardó {days} días.',
    ],
    mixed: ['Rápido, pero dejaron la caja bajo la lluvia.'],
  },
  sizing: {
    positive: ['Por fin una {size} que es una {size}.', 'La guía de tallas acierta al centímetro.'],
    negative: ['El modelo {jacket} talla muy pequeño.', 'Pedí dos tallas y devolví las dos.'],
    mixed: ['Perfecto de cintura, larguísimo de pierna.'],
  },
  returns: {
    positive: [
      'Devolución sin problemas, dinero en {days} días.',
      'La etiqueta de devolución venía en la caja.',
    ],
    negative: [
      'Llevo {days} días esperando el reembolso.',
      '¿Imprimir una etiqueta? No tengo impresora.',
    ],
    mixed: ['Cambio fácil, reembolso lento.'],
  },
  price: {
    positive: [
      'No es barato, pero el anterior duró nueve inviernos.',
      'En rebajas vale cada euro.',
    ],
    negative: [
      'Otra vez más caro, la misma chaqueta.',
      'A los dos días de comprarlo estaba rebajado.',
    ],
    mixed: ['Caro, pero ya no compro cada año.'],
  },
  quality: {
    positive: [
      'Después de dos años las costuras siguen como nuevas.',
      'Treinta lavados y ni una bolita.',
    ],
    negative: ['La cremallera se rompió al tercer fin de semana.', 'Bolitas al segundo lavado.'],
    mixed: ['Tela estupenda, el cordón parece barato.'],
  },
  search: {
    positive: ['Media palabra y ya estaba.', 'El filtro por peso es una maravilla.'],
    negative: [
      'Busco guantes y salen calcetines.',
      'No hay filtro de largo de pierna, hay que mirar uno a uno.',
    ],
    mixed: ['Buenos filtros, si consigues encontrarlos.'],
  },
  account: {
    positive: ['Deseos, tallas, facturas, todo ordenado.', 'Me registré en un minuto.'],
    negative: [
      'Sigo recibiendo el boletín aunque me di de baja.',
      'Al cambiar el correo perdí mis pedidos.',
    ],
    mixed: ['Bonito, pero nunca encuentro las facturas.'],
  },
  service: {
    positive: [
      'Una persona de verdad contestó en una hora.',
      'Muy amables por teléfono, lo arreglaron al momento.',
    ],
    negative: ['Tres correos y tres veces la misma respuesta.', 'Llevo {days} días sin respuesta.'],
    mixed: ['Amables, pero lentos.'],
  },
  repair: {
    positive: [
      'Me arreglaron la cremallera por muy poco. Cliente para siempre.',
      'La chaqueta volvió cosida y lavada.',
    ],
    negative: [
      '¿Se puede arreglar mi {jacket}? No dice nada en la web.',
      'Pedí una hebilla y me ofrecieron una mochila nueva.',
    ],
    mixed: ['Arreglo gratis, los portes no.'],
  },
  materials: {
    positive: ['Lana que no pica, por fin.', 'Sin plásticos y aun así seco.'],
    negative: [
      'Huele a químico después de {days} días al aire.',
      '"En su mayoría reciclado", ¿cuánto es eso?',
    ],
    mixed: ['Más suave que antes, pero también más fino.'],
  },
  stock: {
    positive: ['Me avisaron enseguida de que había mi talla.', 'Tienen hasta las tallas raras.'],
    negative: ['No hay {size} desde la primavera.', 'Había cuando lo pedí, luego ya no.'],
    mixed: ['No quedaba mi color, pero este me gusta.'],
  },
  suggestions: {
    positive: ['Tres ideas en vez de trescientas, perfecto.', 'Las sugerencias ya aciertan.'],
    negative: [
      'Pierdo demasiado tiempo buscando, enseñadme lo que me va a gustar.',
      'Me recomiendan lo que compré la semana pasada.',
    ],
    mixed: ['Buenas ideas en chaquetas, malas en zapatos.'],
  },
  outdoors: {
    positive: ['Tres días de lluvia y todo seco por dentro.', 'Dormí con ella a ocho bajo cero.'],
    negative: [
      'El {jacket} quedó empapado tras una hora de llovizna.',
      'Ampollas en los dos talones a los {days} kilómetros.',
    ],
    mixed: ['Abriga para el refugio, no para la cresta.'],
  },
  packaging: {
    positive: ['Papel en lugar de plástico, gracias.', 'Muy bien envuelto y con una nota a mano.'],
    negative: [
      'Unos calcetines en una caja de botas.',
      'Cada prenda en su bolsa de plástico, una pena.',
    ],
    mixed: ['Caja bonita, medio llena de aire.'],
  },
};
