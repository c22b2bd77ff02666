using System.Collections.Frozen;

namespace EdgeNoc.Collector.Replies;

/// <summary>What a command asks for.</summary>
internal enum Verb
{
    Acknowledge,
    Release,
    Mute,
    Detail,
    Status,
    Maintain,
    Approve,
    Find,
    Who,
    Help,
}

/// <summary>The words for each, in the languages of the people who type them at three in the morning; without accents, in lower case.</summary>
internal static class CommandVerbs
{
    private static readonly (Verb Verb, string Words)[] Table =
    [
        (Verb.Acknowledge, "ack acknowledge terima tangani ditangani reconhecer reconheco assumir assumo"),
        (Verb.Release, "unack release lepas lepaskan soltar liberar"),
        (Verb.Mute, "mute quiet snooze diam senyap senyapkan bisu silenciar silencio mudo"),
        (Verb.Detail, "detail details detil rincian info detalhe detalhes"),
        (Verb.Status, "status estado situacao"),
        (Verb.Maintain, "maint maintenance pemeliharaan perawatan manutencao"),
        (Verb.Approve, "approve setujui aprovar aprovo"),
        (Verb.Find, "cek cari periksa check find search buscar busca procurar consultar"),
        (Verb.Who, "who siapa piket oncall quem plantao"),
        (Verb.Help, "help bantuan ajuda menu start"),
    ];

    private static readonly FrozenDictionary<string, Verb> ByWord =
        Table.SelectMany(row => row.Words.Split(' ').Select(word => KeyValuePair.Create(word, row.Verb))).ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>All words, for tests that try each.</summary>
    public static IEnumerable<KeyValuePair<string, Verb>> All => ByWord;

    public static Verb? Of(string word) => ByWord.TryGetValue(word, out var verb) ? verb : null;
}
