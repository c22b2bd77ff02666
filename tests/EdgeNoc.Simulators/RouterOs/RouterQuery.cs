using System.Globalization;

namespace EdgeNoc.Simulators.RouterOs;

/// <summary>The query words of <c>print</c>: a stack of yes and no, worked through in their order.</summary>
public static class RouterQuery
{
    public static bool Matches(RouterRow row, IEnumerable<string> words)
    {
        var stack = new Stack<bool>();
        foreach (var word in words)
        {
            if (word.StartsWith("?#", StringComparison.Ordinal)) Operate(stack, word[2..]);
            else stack.Push(Holds(row, word[1..]));
        }

        return stack.All(value => value);
    }

    private static void Operate(Stack<bool> stack, string operators)
    {
        foreach (var letter in operators)
        {
            switch (letter)
            {
                case '|' when stack.Count > 1:
                    stack.Push(stack.Pop() | stack.Pop());
                    break;
                case '&' when stack.Count > 1:
                    stack.Push(stack.Pop() & stack.Pop());
                    break;
                case '!' when stack.Count > 0:
                    stack.Push(!stack.Pop());
                    break;
                default:
                    break;
            }
        }
    }

    private static bool Holds(RouterRow row, string query)
    {
        if (query.StartsWith('-')) return row[query[1..]] is null;
        var comparison = query.TrimStart('=').StartsWith('<') ? '<' : query.StartsWith('>') ? '>' : '=';
        var text = query.TrimStart('=', '<', '>');
        var middle = text.IndexOf('=', StringComparison.Ordinal);
        if (middle < 0) return row[text] is not null;
        var (value, expected) = (row[text[..middle]], text[(middle + 1)..]);
        if (value is null) return false;
        var order = long.TryParse(value, CultureInfo.InvariantCulture, out var left) && long.TryParse(expected, CultureInfo.InvariantCulture, out var right) ? left.CompareTo(right) : string.CompareOrdinal(value, expected);
        return comparison switch { '<' => order < 0, '>' => order > 0, _ => value == expected };
    }
}
