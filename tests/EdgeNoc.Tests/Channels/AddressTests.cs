using EdgeNoc.Collector.Channels;
using EdgeNoc.Collector.Channels.Email;

namespace EdgeNoc.Tests.Channels;

public sealed class AddressTests
{
    [Theory]
    [InlineData("mpwa", "0812-3456 789", "person 628123456789")]
    [InlineData("mpwa", "120363041234567890@g.us", "group 120363041234567890@g.us")]
    [InlineData("waha", "628123456789-1400000000@g.us", "group 628123456789-1400000000@g.us")]
    [InlineData("waha", "x@g.us", "is no telephone number")]
    [InlineData("waha", "628123456789@c.us", "is no telephone number")]
    [InlineData("meta-cloud", "+62 812 3456 789", "person 628123456789")]
    [InlineData("meta-cloud", "120363041234567890@g.us", "is no telephone number")]
    [InlineData("telegram", "123456789", "person 123456789")]
    [InlineData("telegram", "-1001234567890", "group -1001234567890")]
    [InlineData("telegram", "@noc_kediri", "group @noc_kediri")]
    [InlineData("telegram", "0", "is no chat of Telegram")]
    [InlineData("telegram", "-9223372036854775808", "is no chat of Telegram")]
    [InlineData("telegram", "@no", "is no chat of Telegram")]
    [InlineData("webhook", "noc", "group noc")]
    [InlineData("webhook", "a\nb", "is no name of a receiver")]
    [InlineData("http", "0812-3456 789", "person 628123456789")]
    public void A_recipient_is_written_as_its_provider_wants_it(string provider, string recipient, string expected) => Assert.Equal(
        expected,
        ProviderRig.Settings(provider, new Uri("http://127.0.0.1")).Check(recipient) switch
        {
            RecipientCheck.Person person => $"person {person.Address}",
            RecipientCheck.Group group => $"group {group.Address}",
            RecipientCheck.Unusable unusable => unusable.Problem,
            _ => "",
        });

    [Theory]
    [InlineData("noc@example.net", true)]
    [InlineData("n.o+c@localhost", true)]
    [InlineData("noc", false)]
    [InlineData("Noc <noc@example.net>", false)]
    [InlineData("noc@example.net\r\nRCPT TO:<x@example.net>", false)]
    [InlineData("noc@example.net\n", false)]
    [InlineData("a@b>,<c@d", false)]
    [InlineData("noc@-example.net", false)]
    [InlineData("ñoc@example.net", false)]
    public void A_mail_address_cannot_end_its_command(string address, bool expected) => Assert.Equal(expected, MailAddresses.IsAddress(address));

    [Theory]
    [InlineData("5531987654321", "553187654321", true)]
    [InlineData("5531987654321", "5531987654321", true)]
    [InlineData("5531937654321", "553137654321", false)]
    [InlineData("628123456789", "628123456780", false)]
    [InlineData("62812999456789", "6281299456789", false)]
    public void A_Brazilian_mobile_is_the_same_with_and_without_its_nine(string one, string other, bool expected)
    {
        Assert.Equal(expected, PhoneNumber.IsSame(one, other));
        Assert.Equal(expected, PhoneNumber.IsSame(other, one));
    }

    [Theory]
    [InlineData("+81 90 1234 5678", "819012345678")]
    [InlineData("81234567890", "6281234567890")]
    public void A_plus_means_that_the_country_is_there(string text, string expected) => Assert.Equal(expected, PhoneNumber.Normalise(text));

    [Theory]
    [InlineData("628123456789:12@s.whatsapp.net", "628123456789")]
    [InlineData("628123456789@c.us", "628123456789")]
    [InlineData("628123456789", "628123456789")]
    [InlineData("99887766554433@lid", "99887766554433@lid")]
    [InlineData("120363041234567890@g.us", null)]
    [InlineData("status@broadcast", null)]
    [InlineData("628@evil.example", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void An_address_of_WhatsApp_is_a_number_where_it_has_one(string? address, string? expected) => Assert.Equal(expected, WhatsAppAddress.PersonOf(address));
}
