using EdgeNoc.Collector.Web.Forms;

namespace EdgeNoc.Tests.Web;

public sealed class FormMergeTests
{
    [Theory]
    [InlineData("a", "a", "a", "a", null)]
    [InlineData("a", "b", "a", "b", null)]
    [InlineData("a", "a", "b", "b", null)]
    [InlineData("a", "b", "b", "b", null)]
    [InlineData("a", "b", "c", "b", "c")]
    [InlineData("1\n2", "1\r\n2", "3", "3", null)]
    [InlineData("", "b", "", "b", null)]
    public void What_only_one_changed_is_his_and_of_two_both_are_shown(string was, string typed, string now, string shown, string? meanwhile)
    {
        var merged = FormMerge.Of([new FormField("url", "url", now)], key => key == "url" ? typed : key == FormMerge.WasName("url") ? was : null)[0];
        Assert.Equal((shown, meanwhile, now), (merged.Value, merged.Meanwhile, merged.Was));
    }

    [Fact]
    public void A_password_is_never_sent_back() =>
        Assert.Null(FormMerge.Of([new FormField("new_password", "p", null) { Type = "password" }], _ => "secret-1")[0].Value);
}
