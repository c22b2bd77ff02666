namespace EdgeNoc.Collector.Web.Text;

/// <summary>The page that shows the API.</summary>
internal static class ReferenceText
{
    public static readonly Word Reference = new("API", "API", "API");
    public static readonly Word Intro = new(
        "All that this console does, for programs. A program sends a token; this page uses your session, and tries what only reads.",
        "Semua yang dilakukan konsol ini, untuk program. Program mengirim token; halaman ini memakai sesi Anda dan hanya mencoba yang membaca.",
        "Tudo o que este console faz, para programas. Um programa envia um token; esta página usa sua sessão e experimenta só o que lê.");
    public static readonly Word Search = new("Search paths, words and fields", "Cari alamat, kata, dan field", "Buscar caminhos, palavras e campos");
    public static readonly Word Document = new("the whole description (OpenAPI)", "seluruh deskripsi (OpenAPI)", "a descrição completa (OpenAPI)");
    public static readonly Word Matching = new("{0} of {1} operations", "{0} dari {1} operasi", "{0} de {1} operações");
    public static readonly Word Parameters = new("Parameters", "Parameter", "Parâmetros");
    public static readonly Word Needed = new("needed", "wajib", "obrigatório");
    public static readonly Word Body = new("What it takes", "Isi permintaan", "O que recebe");
    public static readonly Word Answers = new("Answers", "Jawaban", "Respostas");
    public static readonly Word Example = new("Example", "Contoh", "Exemplo");
    public static readonly Word Try = new("Try it", "Coba", "Experimentar");
    public static readonly Word Missing = new("Fill in what is needed.", "Isi yang wajib.", "Preencha o que é obrigatório.");
    public static readonly Word Cut = new("… the rest is left out here", "… sisanya tidak ditampilkan", "… o resto não é mostrado aqui");
    public static readonly Word Failed = new("The description could not be read. Reload the page; if it stays so, look into the collector's log.", "Deskripsi tidak dapat dibaca. Muat ulang halaman; bila tetap, lihat log collector.", "A descrição não pôde ser lida. Recarregue a página; se persistir, veja o log do coletor.");
}
