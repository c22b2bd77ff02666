using System.Text;
using System.Text.Json;

namespace EdgeNoc.Tests.Channels;

/// <summary>Where the values stand in a JSON text, those with parts too.</summary>
internal static class JsonValues
{
    public static IReadOnlyList<(int Start, int End)> Of(string json)
    {
        var bytes = Encoding.UTF8.GetBytes(json);
        Assert.Equal(json.Length, bytes.Length);
        var values = new List<(int, int)>();
        var open = new Stack<int>();
        var reader = new Utf8JsonReader(bytes);
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject or JsonTokenType.StartArray:
                    open.Push((int)reader.TokenStartIndex);
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    values.Add((open.Pop(), (int)reader.BytesConsumed));
                    break;
                case JsonTokenType.PropertyName:
                    break;
                default:
                    values.Add(((int)reader.TokenStartIndex, (int)reader.BytesConsumed));
                    break;
            }
        }

        return values;
    }
}
