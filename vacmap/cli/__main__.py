"""`python -m vacmap.cli`"""

from vacmap.cli import main

main()
