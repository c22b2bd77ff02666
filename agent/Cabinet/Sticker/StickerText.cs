namespace EdgeNoc.Agent.Cabinet.Sticker;

/// <summary>What the sticker says to somebody who has no training, in his language.</summary>
/// <param name="Title">Above all.</param>
/// <param name="Steady">Of the lamp that is lit.</param>
/// <param name="Blinks">Of the lamp that blinks slowly.</param>
/// <param name="Dark">Of the lamp that is dark.</param>
/// <param name="Call">Before the number.</param>
/// <param name="Say">Before the site's id.</param>
/// <param name="Technician">Beside the code.</param>
internal sealed record StickerText(string Title, string Steady, string Blinks, string Dark, string Call, string Say, string Technician)
{
    private static readonly StickerText Indonesian = new(
        "Lampu ini menunjukkan keadaan internet",
        "Menyala terus: semua baik, atau kantor sudah tahu. Tidak perlu apa-apa.",
        "Berkedip pelan: telepon kami.",
        "Mati: periksa listrik. Kalau listrik ada, telepon kami.",
        "Telepon atau WhatsApp",
        "Sebutkan nomor tempat ini",
        "Untuk teknisi");

    private static readonly StickerText Portuguese = new(
        "Esta luz mostra como está a internet",
        "Acesa sem piscar: está tudo bem, ou a central já sabe. Não precisa fazer nada.",
        "Piscando devagar: ligue para nós.",
        "Apagada: veja se há energia. Se houver, ligue para nós.",
        "Telefone ou WhatsApp",
        "Diga o código deste lugar",
        "Para o técnico");

    private static readonly StickerText English = new(
        "This lamp shows how the internet is doing",
        "Lit without blinking: all is well, or the office knows. Nothing to do.",
        "Blinking slowly: call us.",
        "Dark: see whether there is power. If there is, call us.",
        "Phone or WhatsApp",
        "Tell us the code of this place",
        "For the technician");

    public static StickerText Of(string language) => language switch
    {
        "id" => Indonesian,
        "pt" => Portuguese,
        _ => English,
    };
}
