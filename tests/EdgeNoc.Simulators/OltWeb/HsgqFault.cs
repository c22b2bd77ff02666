namespace EdgeNoc.Simulators.OltWeb;

/// <summary>What an HSGQ's API does otherwise, or wrong.</summary>
public enum HsgqFault
{
    None,

    /// <summary>A GPON box: other lists, levels apart.</summary>
    Gpon,

    /// <summary>Has no list of all ONUs, only one a port.</summary>
    ByPort,

    /// <summary>Writes <c>work_temperature</c>, as it should be spelt.</summary>
    OtherSpelling,

    RefusesLogin,

    /// <summary>People forgot to log out, all four sessions of them.</summary>
    SessionsFull,

    /// <summary>Knows the token no more.</summary>
    TokenExpires,

    /// <summary>Answers with a page instead of JSON.</summary>
    NoJson,

    /// <summary>Breaks off in the middle of a list.</summary>
    HalfJson,

    /// <summary>Says that something went wrong, with 200.</summary>
    SaysError,

    /// <summary>Takes the question and answers nothing.</summary>
    Hangs,

    /// <summary>500.</summary>
    ServerError,

    /// <summary>A list of 100 MB.</summary>
    Huge,

    /// <summary>Another box: no such page at all.</summary>
    OtherVendor,
}
