using System.Text.Json;

namespace EdgeNoc.Collector.Store;

/// <summary>Names of enums in the database: <c>like_this</c>, as everywhere outside the code.</summary>
internal static class DbName
{
    public static string Of<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
}
