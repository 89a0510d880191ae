"""The life of a school permit: the applicant's pages, the district's, the public's."""
