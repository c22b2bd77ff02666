using EdgeNoc.Common.Events;

namespace EdgeNoc.Tests.Wire;

public sealed class SequenceRangesTests
{
    [Theory]
    [InlineData("1-57,60", "1-57,60")]
    [InlineData("60,1-57", "1-57,60")]
    [InlineData("1,2,3", "1-3")]
    [InlineData("5-9,1-6", "1-9")]
    [InlineData("9223372036854775807", "9223372036854775807")]
    [InlineData("", "")]
    public void Ranges_are_read_and_written_in_one_form(string text, string expected)
    {
        Assert.True(SequenceRanges.TryParse(text, out var ranges));
        Assert.Equal(expected, ranges.ToString());
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("3-1")]
    [InlineData("1,,2")]
    [InlineData("a")]
    [InlineData("1 - 2")]
    [InlineData("99999999999999999999")]
    public void Nonsense_is_refused(string text) => Assert.False(SequenceRanges.TryParse(text, out _));
}
